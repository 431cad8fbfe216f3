package localglue;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.execution.datasources.OutputWriterFactory;
import org.apache.spark.sql.execution.datasources.text.TextFileFormat;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.Platform;
import scala.collection.immutable.Map;

/** Writes rows as container files of Avro; the option "codec" is Avro's name of their compression. */
public final class AvroOutput extends TextFileFormat {
    public OutputWriterFactory prepareWrite(SparkSession spark, Job job, Map options, StructType schema) {
        return new Files((String) options.apply("codec"));
    }

    public boolean supportDataType(DataType type) {
        return true;
    }

    public String toString() {
        return "Avro";
    }

    private static final class Files extends OutputWriterFactory {
        private final String codec;

        Files(String codec) {
            this.codec = codec;
        }

        public String getFileExtension(TaskAttemptContext context) {
            return ".avro";
        }

        public OutputWriter newInstance(String path, StructType schema, TaskAttemptContext context) {
            try {
                return new File(path, new AvroRows(schema), codec, context);
            } catch (IOException e) {
                Platform.throwException(e);
                return null;
            }
        }
    }

    private static final class File extends OutputWriter {
        private final String path;
        private final AvroRows rows;
        private final DataFileWriter file = new DataFileWriter(new GenericDatumWriter());

        File(String path, AvroRows rows, String codec, TaskAttemptContext context) throws IOException {
            this.path = path;
            this.rows = rows;
            Path target = new Path(path);
            file.setCodec(CodecFactory.fromString(codec));
            file.create(rows.schema(), target.getFileSystem(context.getConfiguration()).create(target, false));
        }

        public String path() {
            return path;
        }

        public void write(InternalRow row) {
            try {
                file.append(rows.record(row));
            } catch (IOException e) {
                Platform.throwException(e);
            }
        }

        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                Platform.throwException(e);
            }
        }
    }
}
