package org.ovalogin.storage.bulk;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.ovalogin.core.bulk.JobTurns;
import org.ovalogin.storage.database.Database;

/// The turn as an advisory lock of a session where servers share the database. A database for one
/// server needs none: the data folder's lock keeps a second server off. Thread-safe.
public record SqlJobTurns(Database database) implements JobTurns {
    /// An arbitrary number.
    private static final long WORKING = 0x4f57_0000_0000_0004L;

    @Override
    public Optional<Turn> take() {
        if (!database.shared()) return Optional.of(new Alone());
        var session = database.writer().open();
        try {
            if (asked(session, "pg_try_advisory_lock")) return Optional.of(new Locked(session));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        session.close();
        return Optional.empty();
    }

    private static boolean asked(Handle session, String function) {
        return session.createQuery("select " + function + "(:working)")
                .bind("working", WORKING)
                .mapTo(Boolean.class)
                .one();
    }

    private record Alone() implements Turn {
        @Override
        public boolean held() {
            return true;
        }

        @Override
        public void close() {}
    }

    /// The lock lives as long as its session.
    private record Locked(Handle session) implements Turn {
        @Override
        public boolean held() {
            try {
                return session.createQuery("select 1").mapTo(int.class).one() == 1;
            } catch (JdbiException _) {
                return false;
            }
        }

        @Override
        public void close() {
            try (session) {
                var _ = asked(session, "pg_advisory_unlock");
            } catch (JdbiException _) {
                // the session is lost, and the lock with it
            }
        }
    }
}
