package localglue;

import java.io.InputStream;
import java.io.Serializable;

/** What a library may not see of files of a format. */
public interface InputCheck extends Serializable {
    CheckedInput open(InputStream in);
}
