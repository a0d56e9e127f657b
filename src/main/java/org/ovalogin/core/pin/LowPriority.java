package org.ovalogin.core.pin;

import com.sun.jna.NativeLibrary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets others go first: a hash keeps a processor busy for long, and whoever presses a key beside
/// it should not have to wait for that. Java has priorities for threads, which by default mean
/// nothing.
final class LowPriority {
    private static final Logger log = LoggerFactory.getLogger(LowPriority.class);

    /// Of 19. A tenth of what others get, where they want all.
    private static final int NICER = 10;

    private LowPriority() {}

    /// The same work on a thread of lower priority, where the system has that.
    static Runnable before(Runnable work) {
        return () -> {
            take();
            work.run();
        };
    }

    /// Never throws: without it all goes on, only slower for others.
    private static void take() {
        if (!"Linux".equals(System.getProperty("os.name")))
            return; // elsewhere all threads share one
        try {
            NativeLibrary.getProcess().getFunction("nice").invokeInt(new Object[] {NICER});
        } catch (RuntimeException | LinkageError e) {
            log.debug("hashes are computed at no lower priority: {}", e.toString());
        }
    }
}
