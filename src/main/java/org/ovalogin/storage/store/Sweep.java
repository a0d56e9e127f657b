package org.ovalogin.storage.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.core.work.BackgroundWork;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.Dialect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Deletes rows that are over: a few at a time, in a transaction that nobody waits for, then a
/// pause. However much is due, a sign-in does not notice. Several servers share the work.
/// Thread-safe.
public final class Sweep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private static final Duration EVERY = Duration.ofSeconds(30);

    /// Rows of the first batch; its time sets the size of the next.
    private static final int FIRST = 128;

    private static final int MOST = 4096;

    /// The pause after a batch, in times of the batch: the disk is free for others that long.
    private static final int PAUSES = 3;

    /// How long a stopping server waits for the batch under way.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final List<OverRows> kinds;
    private final Transactions transactions;
    private final String freeRows;
    private final Dialect dialect;
    private final BackgroundWork background;

    public Sweep(Database database, InstantSource clock) {
        this(database, clock, Event.KEPT, BackgroundWork::sleep);
    }

    /// @param kept how long events and finished letters are kept
    /// @param pause lets time pass
    Sweep(Database database, InstantSource clock, Duration kept, Consumer<Duration> pause) {
        this.kinds = OverRows.kinds(kept);
        this.transactions = new Transactions(database, clock, _ -> {});
        this.dialect = database.dialect();
        this.freeRows = dialect.freeRows();
        background = new BackgroundWork("sweep", GRACE, pause);
    }

    /// Sweeps from now on, until closed.
    public void start() {
        background.repeat(this::sweep, EVERY);
    }

    /// Deletes all that is over now. Never throws: after a failure the kind is deleted later, and
    /// the other kinds now.
    public void sweep() {
        for (var kind : kinds) {
            try {
                sweep(kind);
            } catch (RuntimeException e) {
                log.warn(
                        "rows of {} that are over were not deleted; later again: {}",
                        kind.table(),
                        String.valueOf(e.getCause()));
            }
        }
    }

    private void sweep(OverRows kind) {
        var most = FIRST;
        var from = 0L;
        while (!background.isClosed()) {
            var start = System.nanoTime();
            var batch = batch(kind, from, most);
            if (batch.rows() < batch.asked()) return;
            from = Math.max(from, batch.latest());
            most = batch.next(dialect.batch());
            background.pause(Duration.ofNanos(System.nanoTime() - start).multipliedBy(PAUSES));
        }
    }

    /// @param asked bounded its rows
    /// @param latest the age column of its last row
    private record Batch(int asked, int rows, long latest, Duration took) {
        /// As many rows as the time allows.
        int next(Duration time) {
            if (took.compareTo(time) > 0) return Math.max(1, asked / 2);
            return took.compareTo(time.dividedBy(2)) < 0 ? Math.min(MOST, asked * 2) : asked;
        }
    }

    /// Makes a failed batch again with fewer rows.
    private Batch batch(OverRows kind, long from, int most) {
        for (var asked = most; ; asked /= 4) {
            try {
                return once(kind, from, asked);
            } catch (StoreException e) {
                if (asked < 4 || background.isClosed()) throw e;
            }
        }
    }

    private Batch once(OverRows kind, long from, int asked) {
        return transactions.aside(
                "deletion of what is over",
                (handle, now) -> {
                    dialect.brief(handle);
                    var start = System.nanoTime();
                    var ages =
                            handle.createQuery(kind.sql(asked, freeRows))
                                    .bind("from", from)
                                    .bind("before", now.minus(kind.kept()).toEpochMilli())
                                    .mapTo(long.class)
                                    .list();
                    var took = Duration.ofNanos(System.nanoTime() - start);
                    var latest = ages.stream().mapToLong(Long::longValue).max().orElse(from);
                    return new Batch(asked, ages.size(), latest, took);
                });
    }

    /// Ends after the batch under way.
    @Override
    public void close() {
        background.close();
    }
}
