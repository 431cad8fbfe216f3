package localglue;

/** A text that a pattern may look at many times, but not for ever. */
final class PatientText implements CharSequence {
    private static final int LEAST = 1000000, FOR_EACH = 100;

    private String text = "";
    private int left;

    /** Begins a new text. */
    void is(String other) {
        text = other;
        left = Math.max(LEAST, (int) Math.min(Integer.MAX_VALUE, (long) FOR_EACH * other.length()));
    }

    public char charAt(int place) {
        if (--left < 0) throw new Exhausted();
        return text.charAt(place);
    }

    public int length() {
        return text.length();
    }

    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    public String toString() {
        return text;
    }

    /** The text was looked at too often. */
    static final class Exhausted extends RuntimeException {
        Exhausted() {
            super(null, null, false, false);
        }
    }
}
