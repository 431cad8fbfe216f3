package localglue;

import java.io.IOException;

/** Data that cannot be read at all: `path` and why; Python's side is etl.jvm.failures. */
public final class SourceException extends IOException {
    private final String path;
    private final String why;

    public SourceException(String path, String why, Throwable cause) {
        super(path + ": " + why, cause);
        this.path = path;
        this.why = why;
    }

    public String getPath() {
        return path;
    }

    public String getWhy() {
        return why;
    }
}
