package org.ovalogin.storage.search;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.work.BackgroundWork;
import org.ovalogin.storage.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Folds the mailboxes that an upgrade, a restore, an import or a server of the release before has
/// left to be folded: a few at a time, then a pause, so that calls don't notice. Each batch is a
/// transaction, so it may end anywhere and goes on later. Then sees to PostgreSQL's index. Several
/// servers share the work. Thread-safe.
public final class SearchUpkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SearchUpkeep.class);

    private static final Duration EVERY = Duration.ofSeconds(5);

    /// Mailboxes of the first batch; its time sets the size of the next.
    private static final int FIRST = 16;

    private static final int MOST = 1024;

    /// The allowed time of a batch, in times of the database's usual one: every batch of SQLite's
    /// adds a piece to the index, which takes time however small it is.
    private static final int LONGER = 4;

    /// The pause after a batch, in times of the batch: the disk is free for others that long.
    private static final int PAUSES = 2;

    /// More than these are worth a line in the log.
    private static final int MANY = 1000;

    /// How long a stopping server waits for the batch under way.
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Database database;
    private final InstantSource clock;
    private final Optional<TrigramIndex> index;
    private final BackgroundWork background;

    public SearchUpkeep(Database database, InstantSource clock) {
        this(database, clock, BackgroundWork::sleep);
    }

    /// @param pause lets time pass
    public SearchUpkeep(Database database, InstantSource clock, Consumer<Duration> pause) {
        this.database = database;
        this.index = database.shared() ? Optional.of(new TrigramIndex(database)) : Optional.empty();
        this.clock = clock;
        background = new BackgroundWork("search", GRACE, pause);
    }

    /// Works from now on, until closed.
    public void start() {
        background.repeat(this::run, EVERY);
    }

    /// Does all that is due now. Never throws: after a failure it runs again in five seconds.
    public void run() {
        try {
            var folded = fold();
            if (folded >= MANY) log.info("the search knows {} more mailboxes by now", folded);
            if (!background.isClosed()) index.ifPresent(TrigramIndex::ensure);
        } catch (SQLException | RuntimeException e) {
            // the message of an SQL error may quote a name
            log.warn(
                    "mailboxes were not folded for the search; later again: {}",
                    e.getClass().getSimpleName());
        }
    }

    /// @return the mailboxes folded
    private int fold() throws SQLException {
        var allowed = database.dialect().batch().multipliedBy(LONGER);
        var folded = 0;
        var most = FIRST;
        while (!background.isClosed()) {
            var start = System.nanoTime();
            var batch = batch(most);
            folded += batch;
            if (batch == 0) break;
            var took = Duration.ofNanos(System.nanoTime() - start);
            if (took.compareTo(allowed) > 0) most = Math.max(1, most / 2);
            else if (batch == most && took.compareTo(allowed.dividedBy(2)) < 0)
                most = Math.min(MOST, most * 2);
            background.pause(took.multipliedBy(PAUSES));
        }
        return folded;
    }

    /// Locks the mailboxes first: who changes one of them meanwhile waits, and notes it again.
    private int batch(int most) throws SQLException {
        return database.write(
                (handle, limit) -> {
                    var _ = database.dialect().aside(handle, clock);
                    database.dialect().brief(handle);
                    var guids = due(handle, most);
                    if (!guids.isEmpty())
                        SearchRows.write(handle, SearchFields.read(handle, guids));
                    limit.check();
                    return guids.size();
                },
                () -> {});
    }

    private List<String> due(Handle handle, int most) {
        return handle.createQuery(
                        "select mailbox_guid from mailbox where mailbox_guid in (select mailbox_guid from search_due limit :most)"
                                + database.dialect().freeRows())
                .bind("most", most)
                .mapTo(String.class)
                .list();
    }

    /// Lets the batch under way end.
    @Override
    public void close() {
        background.close();
    }
}
