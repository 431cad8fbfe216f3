package localglue;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.io.compress.CodecPool;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.Decompressor;

/** A file's bytes, decompressed; says which file it is and what to do where they cannot be had. */
final class SourceInput extends InputStream {
    private static final int LEAST_HEAD = 4, LARGEST_HEAD = 4096;

    private final String path;
    private final FSDataInputStream file;
    private final CompressionCodec codec;
    private final Decompressor decompressor;
    private final InputStream in;
    private final byte[] head;
    private int headAt;
    private int headLength;
    private long end = -1;

    /** `size`: of the file; `codec`: null for one that is not compressed. */
    SourceInput(String path, long size, FSDataInputStream file, CompressionCodec codec) throws IOException {
        this.path = path;
        this.head = new byte[(int) Math.max(LEAST_HEAD, Math.min(size, LARGEST_HEAD))];
        this.file = file;
        this.codec = codec;
        try {
            this.decompressor = codec == null ? null : CodecPool.getDecompressor(codec);
            this.in = codec == null ? file : codec.createInputStream(file, decompressor);
        } catch (RuntimeException e) {
            file.close();
            throw new SourceException(path, "cannot be decompressed here: " + e.getMessage(), e);
        } catch (IOException e) {
            file.close();
            throw unreadable(e);
        }
    }

    /** Returns how many bytes of the file were read. */
    long filePosition() throws IOException {
        return end < 0 ? file.getPos() : end;
    }

    /** Returns the first bytes, at most 4, which are still to be read; call it first. */
    byte[] head() throws IOException {
        int n = 0;
        while (headLength < LEAST_HEAD && (n = read(head, headLength, head.length - headLength)) > 0) headLength += n;
        return java.util.Arrays.copyOf(head, Math.min(LEAST_HEAD, headLength));
    }

    /** Goes to a place of the file that lies in its head, or, in a file that is not compressed, anywhere. */
    void seek(long position) throws IOException {
        if (position <= headLength) {
            headAt = (int) position;
        } else {
            headLength = 0;
            seekFile(position);
        }
    }

    private void seekFile(long position) throws IOException {
        try {
            file.seek(position);
        } catch (EOFException e) {
            throw new SourceException(path, "the file is shorter than when its folder was listed; run the job again", e);
        }
    }

    public int read(byte[] into, int offset, int length) throws IOException {
        if (headAt < headLength && into != head) {
            int n = Math.min(length, headLength - headAt);
            System.arraycopy(head, headAt, into, offset, n);
            headAt += n;
            return n;
        }
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw unreadable(e);
        } catch (RuntimeException e) {
            throw unreadable(e);
        }
    }

    private SourceException unreadable(Exception e) {
        return new SourceException(path, why(e), e);
    }

    private String why(Exception e) {
        if (codec == null) return "cannot be read: " + e;
        String format = codec.getDefaultExtension().substring(1);
        boolean early = e instanceof EOFException || String.valueOf(e.getMessage()).toLowerCase().indexOf("unexpected end") >= 0;
        if (early && !isGzip(format)) return "this is not gz data; name the file by what it is, or leave it out";
        if (early) return "the " + format + " data ends early; the file is cut off: copy it again, or leave it out";
        return "this is not " + format + " data (" + e.getMessage() + "); name the file by what it is, or leave it out";
    }

    /** Tells whether the file begins as its name says; a file that is shorter than gzip's header looks cut off else. */
    private boolean isGzip(String format) {
        if (!format.equals("gz")) return true;
        try {
            file.seek(0);
            return file.read() == 0x1f;
        } catch (IOException e) {
            return true;
        }
    }

    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
    }

    /** Parsers close what they have read to its end; a second time does nothing. */
    public void close() throws IOException {
        if (end >= 0) return;
        end = file.getPos();
        in.close();
        CodecPool.returnDecompressor(decompressor);
    }
}
