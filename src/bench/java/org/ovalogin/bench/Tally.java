package org.ovalogin.bench;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// The results of many calls. Think time is the time from Asterisk's reply, or its request, to the
/// server's next command. Thread-safe.
final class Tally {
    private static final long HIGHEST_MICROS = 600_000_000;

    private final Histogram thinkMicros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    private final LongAdder commands = new LongAdder();
    private final AtomicInteger under = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    void begun() {
        under.incrementAndGet();
    }

    void command(long thinkNanos) {
        commands.increment();
        thinkMicros.recordValue(Math.min(HIGHEST_MICROS, thinkNanos / 1000));
    }

    void ended(boolean well) {
        under.decrementAndGet();
        (well ? succeeded : failed).incrementAndGet();
    }

    int under() {
        return under.get();
    }

    int succeeded() {
        return succeeded.get();
    }

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
