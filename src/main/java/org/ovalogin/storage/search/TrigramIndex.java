package org.ovalogin.storage.search;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.storage.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// PostgreSQL's index on pieces of three characters, by its extension pg_trgm. Without it a search
/// finds the same, but reads every mailbox's row. For one thread.
public final class TrigramIndex {
    private static final Logger log = LoggerFactory.getLogger(TrigramIndex.class);

    private static final String NAME = "search_text_folded";

    /// One server builds at a time. An arbitrary number.
    private static final long BUILDING = 0x4f57_0000_0000_0005L;

    /// A refusal is asked for again, and logged again, after this time.
    private static final Duration PATIENCE = Duration.ofHours(1);

    public enum State {
        READY,
        /// The extension is there, the index is not yet.
        UNBUILT,
        NO_EXTENSION
    }

    private final Database database;
    private boolean ready;
    private Optional<Long> refused = Optional.empty();

    TrigramIndex(Database database) {
        this.database = database;
    }

    public static State state(Handle handle) {
        var valid =
                handle.createQuery(
                                "select count(*) from pg_index where indexrelid = to_regclass(:name) and indisvalid")
                        .bind("name", NAME)
                        .mapTo(int.class)
                        .one();
        if (valid == 1) return State.READY;
        return operators(handle).isPresent() ? State.UNBUILT : State.NO_EXTENSION;
    }

    /// The command that the database's owner or a superuser runs if we may not.
    public static String command(Handle handle) {
        var name = handle.createQuery("select current_database()").mapTo(String.class).one();
        return "psql -d '%s' -c 'create extension pg_trgm'".formatted(name);
    }

    /// The extension's operators for the index, in whatever schema it is.
    private static Optional<String> operators(Handle handle) {
        return handle.createQuery(
                        """
                        select quote_ident(n.nspname) || '.gin_trgm_ops' from pg_opclass o join pg_namespace n on n.oid = o.opcnamespace
                        where o.opcname = 'gin_trgm_ops'
                        """)
                .mapTo(String.class)
                .findFirst();
    }

    /// Builds the index if it is missing and nobody else is building it.
    void ensure() {
        if (ready) return;
        try (var handle = database.writer().open()) {
            ready = state(handle) == State.READY;
            if (ready || !extension(handle)) return;
            // both are settings of this session alone, and the pool takes the second back
            var patience = handle.createQuery("show lock_timeout").mapTo(String.class).one();
            handle.getConnection().setNetworkTimeout(Runnable::run, 0);
            handle.execute("select set_config('lock_timeout', '0', false)");
            try {
                if (locked(handle, "pg_try_advisory_lock")) build(handle);
            } finally {
                var _ = locked(handle, "pg_advisory_unlock");
                handle.execute("select set_config('lock_timeout', ?, false)", patience);
            }
        } catch (SQLException | JdbiException e) {
            log.warn(
                    "the index of the search for mailboxes was not built; later again: {}",
                    innermost(e));
        }
    }

    private static boolean locked(Handle handle, String function) {
        return handle.createQuery("select " + function + "(:lock)")
                .bind("lock", BUILDING)
                .mapTo(boolean.class)
                .one();
    }

    /// Beside all readers and writers. A build that was interrupted has left a useless index.
    private void build(Handle handle) {
        if (state(handle) == State.READY) return;
        var start = System.nanoTime();
        handle.execute("drop index concurrently if exists " + NAME);
        handle.execute(
                "create index concurrently %s on search_text using gin (folded %s)"
                        .formatted(NAME, operators(handle).orElseThrow()));
        handle.execute("analyze search_text");
        ready = true;
        log.info(
                "the index of the search for mailboxes was built in {} s",
                Duration.ofNanos(System.nanoTime() - start).toSeconds());
    }

    private boolean extension(Handle handle) {
        if (operators(handle).isPresent()) return true;
        var now = System.nanoTime();
        if (refused.filter(at -> now - at < PATIENCE.toNanos()).isPresent()) return false;
        try {
            handle.execute("create extension if not exists pg_trgm");
            return operators(handle).isPresent();
        } catch (JdbiException e) {
            refused = Optional.of(now);
            log.error(
                    "the database refused its extension pg_trgm ({}): each search for mailboxes reads all their rows, and calls are not concerned; hint: {} as the database's owner or a superuser, after installing PostgreSQL's contrib package where it is one of its own",
                    innermost(e),
                    command(handle));
            return false;
        }
    }

    private static String innermost(Throwable e) {
        if (e.getCause() != null) return innermost(e.getCause());
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
