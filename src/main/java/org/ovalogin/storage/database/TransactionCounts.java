package org.ovalogin.storage.database;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/// What the transactions of one kind have come to since the start. Thread-safe.
public final class TransactionCounts {
    private final LongAdder transactions = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder usedNanos = new LongAdder();

    /// Those that were begun and are over, failed ones and repeated ones included. One may be of
    /// several that waited for it.
    public long transactions() {
        return transactions.sum();
    }

    /// What the database failed to do; work that changed its mind is none.
    public long failures() {
        return failures.sum();
    }

    /// Those who asked for a connection or a turn, and got it.
    public long waits() {
        return waits.sum();
    }

    /// For a connection or a turn, in all.
    public Duration waited() {
        return Duration.ofNanos(waitedNanos.sum());
    }

    /// With a connection, in all.
    public Duration used() {
        return Duration.ofNanos(usedNanos.sum());
    }

    /// Makes one.
    <T, X extends Exception> T count(Jdbi jdbi, HandleCallback<T, X> use) throws X {
        var asked = System.nanoTime();
        return jdbi.withHandle(
                handle -> {
                    var got = System.nanoTime();
                    waited(asked);
                    try {
                        return use.withHandle(handle);
                    } finally {
                        transactions.increment();
                        usedNanos.add(System.nanoTime() - got);
                    }
                });
    }

    /// @param since by [System#nanoTime()]
    void waited(long since) {
        waits.increment();
        waitedNanos.add(System.nanoTime() - since);
    }

    public void failed() {
        failures.increment();
    }
}
