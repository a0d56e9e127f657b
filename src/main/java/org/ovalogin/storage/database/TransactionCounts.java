package org.ovalogin.storage.database;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/// Counts transactions of one kind, and their times, since the start. Thread-safe.
public final class TransactionCounts {
    private final LongAdder transactions = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder usedNanos = new LongAdder();

    /// Transactions that have ended, failed and repeated ones included. One may have made several
    /// callers' parts.
    public long transactions() {
        return transactions.sum();
    }

    /// Failures of the database. Our own rollbacks do not count as failures.
    public long failures() {
        return failures.sum();
    }

    /// Callers that asked for a connection or a turn, and got it.
    public long waits() {
        return waits.sum();
    }

    /// Total time waited for a connection or a turn.
    public Duration waited() {
        return Duration.ofNanos(waitedNanos.sum());
    }

    /// Total time with a connection.
    public Duration used() {
        return Duration.ofNanos(usedNanos.sum());
    }

    /// Makes and counts one transaction.
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
