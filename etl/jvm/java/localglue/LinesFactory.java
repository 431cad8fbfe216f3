package localglue;

import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Makes text files whose names end otherwise than in .txt, and which may begin with a line of their own. */
final class LinesFactory extends OutputWriterFactory {
    private static final String TEXT = ".txt";

    private final OutputWriterFactory lines;
    private final String extension;
    private final String firstLine;

    /** `lines`: what makes text files; `firstLine`: null if there is none. */
    LinesFactory(OutputWriterFactory lines, String extension, String firstLine) {
        this.lines = lines;
        this.extension = extension;
        this.firstLine = firstLine;
    }

    public String getFileExtension(TaskAttemptContext context) {
        return extension + lines.getFileExtension(context).substring(TEXT.length());
    }

    public OutputWriter newInstance(String path, StructType schema, TaskAttemptContext context) {
        OutputWriter writer = lines.newInstance(path, schema, context);
        if (firstLine != null) writer.write(new GenericInternalRow(new Object[] { UTF8String.fromString(firstLine) }));
        return writer;
    }
}
