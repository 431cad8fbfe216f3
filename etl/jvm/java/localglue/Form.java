package localglue;

import java.io.IOException;
import java.io.Serializable;

/** What the records of files are. */
interface Form extends Serializable {
    /** Opens a split; `errors` gets what cannot be read, and is null if nobody wants to know. */
    Records open(Split split, Sources sources, InputMeter meter, ErrorRows errors) throws IOException;

    /** Returns whether objects of one member may be tags (see Tag), and numbers take the type that is expected. */
    boolean isTagged();
}
