package localglue;

import java.io.InputStream;

/** Files of Ion as IonInput hands them on. */
public final class IonCheck implements InputCheck {
    public CheckedInput open(InputStream in) {
        return new IonInput(in);
    }
}
