package localglue;

import java.lang.reflect.Field;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.mapred.JobConf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values of a Hadoop configuration, some of which stay whatever a script sets, there and in every copy: copies of a
 * configuration are made of clones of its values. A committer's class that is not here (Amazon's) is not set either.
 */
public final class Pinned extends Properties {
    private static final Logger LOG = LoggerFactory.getLogger(Pinned.class);
    private static final String[] COMMITTERS = new String[] {
        "mapred.output.committer.class", "mapreduce.outputcommitter.factory.class", "mapreduce.outputcommitter.class",
        "spark.sql.parquet.output.committer.class", "spark.sql.sources.outputCommitterClass",
    };

    private static final Set SAID = Collections.synchronizedSet(new HashSet());

    private final Map pins;

    private Pinned(Map pins) {
        this.pins = pins;
    }

    /** Sets values and keeps them from being set again. */
    public static void pin(Configuration conf, Map values) throws ReflectiveOperationException, java.io.IOException {
        loadAllDefaults(conf);
        LocalS3.closeOthers((String) values.get(LocalS3.ROOT));
        Map pins = new HashMap(values);
        synchronized (conf) {
            conf.set(LocalS3.ROOT, (String) pins.get(LocalS3.ROOT));
            replace(conf, "overlay", pins);
            replace(conf, "properties", pins);
        }
    }

    /** A default that is loaded later makes a configuration read all its values anew. */
    private static void loadAllDefaults(Configuration conf) throws java.io.IOException {
        new JobConf(false);
        FileSystem.getFileSystemClass("file", conf);
    }

    private static void replace(Configuration conf, String name, Map pins) throws ReflectiveOperationException {
        Field field = Configuration.class.getDeclaredField(name);
        field.setAccessible(true);
        Pinned pinned = new Pinned(pins);
        pinned.putAll((Properties) field.get(conf));
        pinned.putAll(pins);
        field.set(conf, pinned);
    }

    public synchronized Object put(Object key, Object value) {
        Object pin = pins.get(key);
        if (pin != null) return super.put(key, pin);
        if (isCommitter(key) && !isHere((String) value)) {
            if (SAID.add(key)) LOG.warn(key + "=" + value + " is ignored: there is no such class here");
            return get(key);
        }
        return super.put(key, value);
    }

    public synchronized Object remove(Object key) {
        return pins.containsKey(key) ? get(key) : super.remove(key);
    }

    private static boolean isCommitter(Object key) {
        for (int i = 0; i < COMMITTERS.length; i++) if (COMMITTERS[i].equals(key)) return true;
        return false;
    }

    private static boolean isHere(String name) {
        try {
            Class.forName(name.trim(), false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException missing) {
            return false;
        }
    }
}
