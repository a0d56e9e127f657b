package org.ovalogin.storage.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.store.ImportTurn;
import org.ovalogin.core.store.ImportTurns;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.FolderLock;

/// Turns of imports: a lock of the data folder, or of the database where servers share it.
/// Thread-safe.
///
/// @param folder without a shared database
public record SqlImportTurns(Database database, DataFolder folder) implements ImportTurns {
    /// The advisory lock that an import's session holds. An arbitrary number.
    private static final long IMPORTING = 0x4f57_0000_0000_0003L;

    @Override
    public Optional<ImportTurn> take() {
        return database.shared()
                ? ofDatabase()
                : FolderLock.ofImports(folder).map(lock -> lock::close);
    }

    private Optional<ImportTurn> ofDatabase() {
        var session = database.writer().open();
        try {
            if (locked(session, "pg_try_advisory_lock")) return Optional.of(() -> end(session));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        session.close();
        return Optional.empty();
    }

    private static boolean locked(Handle session, String function) {
        return session.createQuery("select " + function + "(:importing)")
                .bind("importing", IMPORTING)
                .mapTo(Boolean.class)
                .one();
    }

    private static void end(Handle session) {
        try (session) {
            var _ = locked(session, "pg_advisory_unlock");
        }
    }
}
