package org.ovalogin.call.fastagi;

import java.util.function.LongSupplier;
import org.slf4j.Logger;

/// Logs at most one warning a second and counts the others, so that a flood of connections does not
/// flood the log. Thread-safe.
final class SparseLog {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final Logger log;
    private final LongSupplier nanoTime;
    private boolean silent;
    private long since;
    private long leftOut;

    SparseLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    synchronized void warn(String text) {
        var now = nanoTime.getAsLong();
        if (silent && now - since < INTERVAL_NANOS) {
            leftOut++;
            return;
        }
        log.warn("{}{}", text, leftOut == 0 ? "" : " (and " + leftOut + " before it)");
        silent = true;
        since = now;
        leftOut = 0;
    }
}
