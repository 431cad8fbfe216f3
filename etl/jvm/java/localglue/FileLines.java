package localglue;

import java.util.Objects;

/**
 * What etl/storage/listing.py reads: a line for each file, of its name, its size and the time of its last change in
 * milliseconds; and before files of another folder a line of that folder's path alone, up to and with its slash.
 */
final class FileLines {
    private final StringBuilder text = new StringBuilder();
    private String folder;

    void add(String inFolder, String name, long size, long modified) {
        if (!Objects.equals(folder, inFolder)) {
            folder = inFolder;
            Fields.append(text, folder);
            text.append('\n');
        }
        Fields.append(text, name);
        text.append('\t').append(size).append('\t').append(modified).append('\n');
    }

    void addAll(FileLines others) {
        if (others.folder == null) return;
        text.append(others.text);
        folder = others.folder;
    }

    public String toString() {
        return text.toString();
    }
}
