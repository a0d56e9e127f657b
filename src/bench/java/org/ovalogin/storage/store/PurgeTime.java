package org.ovalogin.storage.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.PostgresSettings;

/// Prints the time that the deletion of an event takes, in microseconds: the sweep's own, without
/// its pauses. The clock stands where the oldest events are just over.
public final class PurgeTime {
    private static final int WARM_UP = 5_000;
    private static final int ROWS = 20_000;

    private PurgeTime() {}

    /// @param arguments the database's file, or its URL and its user
    public static void main(String[] arguments) {
        try (var database =
                arguments.length == 1
                        ? Database.sqlite(Path.of(arguments[0]))
                        : Database.postgresql(
                                new PostgresSettings(
                                        arguments[0], arguments[1], Optional.empty(), 4))) {
            var _ = nanos(database, WARM_UP);
            System.out.println(nanos(database, ROWS) / 1000.0 / ROWS);
        }
    }

    private static long nanos(Database database, int rows) {
        var first = oldest(database, rows);
        try (var sweep =
                new Sweep(
                        database,
                        () -> Instant.ofEpochMilli(first).plus(Event.KEPT),
                        Event.KEPT,
                        _ -> {})) {
            var start = System.nanoTime();
            sweep.sweep();
            var spent = System.nanoTime() - start;
            if (oldest(database, 0) != first)
                throw new IllegalStateException("the sweep left other events than expected");
            return spent;
        }
    }

    /// Time of the oldest event after so many.
    private static long oldest(Database database, int rows) {
        return database.reader()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "select at from event order by at limit 1 offset"
                                                    + " :rows")
                                        .bind("rows", rows)
                                        .mapTo(Long.class)
                                        .one());
    }
}
