package localglue;

import java.util.ArrayList;
import java.util.List;

/** An element: its attributes, the elements in it, its text. */
final class XmlNode {
    final String name;
    /** Names and values in turns. */
    final List attributes = new ArrayList(2);
    final List children = new ArrayList(4);
    final StringBuilder text = new StringBuilder();

    XmlNode(String name) {
        this.name = name;
    }
}
