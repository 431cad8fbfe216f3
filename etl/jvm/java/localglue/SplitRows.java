package localglue;

/** Rows that are read from splits, one split after another. */
abstract class SplitRows extends RowIterator {
    /** Returns the split of the row that `next` returned last. */
    abstract Split split();
}
