package localglue;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.io.input.ReaderInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Opens splits in tasks: decompressed, in UTF-8 without a byte order mark, cut between records. */
public final class Sources implements Serializable {
    private static final int ENDINGS = 100;

    private final Broadcast conf;
    private final String compression;
    private final int format;
    private final boolean failFast;
    /** Where in each value of JSON the records are, as JsonPath takes it; "" if the values are the records. */
    final String path;
    private transient CompressionCodecFactory codecs;
    private transient Map codecsByEnding;
    private transient FileOpener opener;
    private final ErrorTally tally = new ErrorTally();
    private Form form = new JsonForm();

    /**
     * @param compression the name of a codec; "": by each file's extension
     * @param format of RecordStart
     * @param failFast whether a record that cannot be read fails the job
     * @param path where in each value of JSON the records are, as JsonPath takes it; "": the values are the records
     */
    public Sources(JavaSparkContext spark, Configuration hadoop, String compression, int format, boolean failFast, String path) {
        this.conf = spark.broadcast(new SerializableConfiguration(hadoop));
        this.compression = compression;
        this.format = format;
        this.failFast = failFast;
        this.path = path;
        spark.sc().register(tally);
    }

    /** Says what the files' records are, if they are not JSON; returns this. */
    public Sources of(Form other) {
        form = other;
        return this;
    }

    Form form() {
        return form;
    }

    /** Returns how many broken records the actions so far met. */
    public ErrorTally tally() {
        return tally;
    }

    /** Counts a record that cannot be read; `position`: where in the file that was found. */
    void broken(Split split, String problem, long position) throws SourceException {
        if (failFast) {
            String how = "; mend the record, or read without isFailFast and optimizePerformance, for an error record";
            throw new SourceException(split.path, "a record before byte " + position + " cannot be read: " + problem + how, null);
        }
        tally.count(split);
    }

    /** Opens a split, and lets `meter` count what is read of it. */
    RangeInput open(Split split, InputMeter meter) throws IOException {
        if (split.size == 0) return nothing();
        SourceInput file = file(split);
        meter.reads(file, split.start);
        byte[] head = file.head();
        String charset = Encoding.of(head, format == RecordStart.JSON);
        if (charset != null) return split.start == 0 ? decoded(file, charset) : nothing();
        long start = split.start == 0 && Encoding.isMarked(head) ? 3 : split.start;
        file.seek(start);
        return new RangeInput(file, start, split.start == 0, split.end(), format);
    }

    /** Opens a file at the start of a split, as the bytes that it has, decompressed. */
    InputStream bytes(Split split, InputMeter meter) throws IOException {
        if (split.size == 0) return new ByteArrayInputStream(new byte[0]);
        SourceInput file = file(split);
        meter.reads(file, split.start);
        file.seek(split.start);
        return file;
    }

    private RangeInput decoded(SourceInput file, String charset) throws IOException {
        ReaderInputStream utf8 = new ReaderInputStream(new InputStreamReader(file, charset), StandardCharsets.UTF_8);
        return new RangeInput(utf8, 0, true, Long.MAX_VALUE, format);
    }

    private RangeInput nothing() throws IOException {
        return new RangeInput(new ByteArrayInputStream(new byte[0]), 0, true, Long.MAX_VALUE, format);
    }

    private SourceInput file(Split split) throws IOException {
        return new SourceInput(split.path, split.size, opened(split.path), codec(split.path));
    }

    private FSDataInputStream opened(String path) throws IOException {
        if (opener == null) opener = new FileOpener(hadoop());
        try {
            return opener.open(path);
        } catch (FileNotFoundException e) {
            throw gone(path, e);
        } catch (NoSuchFileException e) {
            throw gone(path, e);
        } catch (IOException e) {
            throw new SourceException(path, "cannot be opened: " + LocalPaths.reason(e), e);
        }
    }

    private static SourceException gone(String path, IOException e) {
        return new SourceException(path, "the file is gone since its folder was listed; run the job again", e);
    }

    private Configuration hadoop() {
        return ((SerializableConfiguration) conf.value()).value();
    }

    private CompressionCodec codec(String path) throws IOException {
        if (codecs == null) {
            codecs = new CompressionCodecFactory(hadoop());
            codecsByEnding = new HashMap();
        }
        if (compression.length() == 0) return codecOfEnding(path);
        CompressionCodec codec = codecs.getCodecByName(compression);
        if (codec == null) throw new SourceException(path, "no compression is called " + compression, null);
        return codec;
    }

    /** Looks a codec up by what follows the first dot of the file's name; of many files few differ in that. */
    private CompressionCodec codecOfEnding(String path) {
        int dot = path.indexOf('.', path.lastIndexOf('/') + 1);
        if (dot < 0) return null;
        String ending = path.substring(dot);
        if (!codecsByEnding.containsKey(ending)) {
            if (codecsByEnding.size() == ENDINGS) codecsByEnding.clear();
            codecsByEnding.put(ending, codecs.getCodec(new Path("name" + ending)));
        }
        return (CompressionCodec) codecsByEnding.get(ending);
    }
}
