package org.ovalogin.call.dialog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// The one data folder of all houses, which the tests delete.
final class TemporaryDatabase {
    /// Avoids waiting for the disk in a thousand calls, if Linux offers memory as a folder.
    private static final Path MEMORY = Path.of("/dev/shm");

    private static final Path FOLDER = make();

    private TemporaryDatabase() {}

    static Path folder() {
        return FOLDER;
    }

    /// Runs `meanwhile` on a database that has lost a table.
    static void withoutTable(String table, Runnable meanwhile) {
        sql("alter table %s rename to lost".formatted(table));
        try {
            meanwhile.run();
        } finally {
            sql("alter table lost rename to %s".formatted(table));
        }
    }

    private static void sql(String statement) {
        try (var connection =
                        DriverManager.getConnection("jdbc:sqlite:" + FOLDER.resolve("ova.db"));
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path make() {
        try {
            var folder =
                    Files.isWritable(MEMORY)
                            ? Files.createTempDirectory(MEMORY, "ova-dialog")
                            : Files.createTempDirectory("ova-dialog");
            folder.toFile().deleteOnExit();
            for (var name : List.of("ova.db", "ova.db-wal", "ova.db-shm", "key"))
                folder.resolve(name).toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
