package localglue;

/** A record that cannot be read: why, its text as far as it is shown, and how far the file was read then. */
final class BrokenRecord extends Exception {
    final String text;
    final long position;

    BrokenRecord(String message, String text, long position) {
        super(message);
        this.text = text.length() <= RecordBytes.SHOWN ? text : text.substring(0, RecordBytes.SHOWN);
        this.position = position;
    }
}
