package org.ovalogin.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// The results of many calls. Think time is the time from Asterisk's reply, or its request, to the
/// server's next command. Thread-safe.
final class Tally {
    /// The way a call ended.
    enum End {
        SUCCEEDED,
        /// The server took no sign-in and said so.
        REFUSED,
        FAILED
    }

    private static final long HIGHEST_MICROS = 600_000_000;

    private final Histogram thinkMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final LongAdder commands = new LongAdder();
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    void begun() {
        under.incrementAndGet();
    }

    void command(long thinkNanos) {
        commands.increment();
        thinkMicros.recordValue(Math.min(HIGHEST_MICROS, thinkNanos / 1000));
    }

    void ended(End end) {
        under.decrementAndGet();
        var count =
                switch (end) {
                    case SUCCEEDED -> succeeded;
                    case REFUSED -> refused;
                    case FAILED -> failed;
                };
        count.incrementAndGet();
    }

    int under() {
        return under.get();
    }

    int succeeded() {
        return succeeded.get();
    }

    int refused() {
        return refused.get();
    }

    /// Without those that were refused.
    int failed() {
        return failed.get();
    }

    long commands() {
        return commands.sum();
    }

    double thinkMillis(double percentile) {
        return thinkMicros.getValueAtPercentile(percentile) / 1000.0;
    }
}
