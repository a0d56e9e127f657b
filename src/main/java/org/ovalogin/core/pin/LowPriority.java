package org.ovalogin.core.pin;

import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets others go first: a hash keeps a processor busy for long, and whoever presses a key beside
/// it should not have to wait for that. Java has priorities for threads, which by default mean
/// nothing.
final class LowPriority {
    private static final Logger log = LoggerFactory.getLogger(LowPriority.class);

    /// Nice level; 19 is the maximum. At 10, hashing gets about a tenth of a busy core.
    static final int CALLS = 10;

    /// Nice level of hashes that no caller waits for. Beside those of calls they get about a tenth.
    static final int BACKGROUND = 19;

    private LowPriority() {}

    /// The same work on a thread of lower priority, where the system has that.
    static Runnable before(Runnable work) {
        return before(work, CALLS);
    }

    /// @param nicer the nice level is raised by this
    static Runnable before(Runnable work, int nicer) {
        return () -> {
            take(nicer);
            work.run();
        };
    }

    /// Never throws: without it all goes on, only slower for others.
    private static void take(int nicer) {
        if (!"Linux".equals(System.getProperty("os.name")))
            return; // elsewhere all threads share one
        try {
            NativeLibrary.getProcess().getFunction("nice").invokeInt(new Object[] {nicer});
        } catch (RuntimeException | LinkageError e) {
            log.debug("hashes are computed at no lower priority: {}", e.toString());
        }
    }
}
