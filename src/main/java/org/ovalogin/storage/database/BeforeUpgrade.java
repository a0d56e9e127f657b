package org.ovalogin.storage.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;

/// Copies an SQLite database of the release before, whole and unchanged, before the first step that
/// changes its tables. That release starts on the copy. A failure keeps the tables as they were.
final class BeforeUpgrade implements Callback {
    private static final Logger log = LoggerFactory.getLogger(BeforeUpgrade.class);

    static final int KEPT = 3;

    /// The copy takes the database's size. A step may build a large table anew, which takes as much
    /// again in the database's log.
    private static final int SPACE = 3;

    private static final long SOME_SPACE = 16L << 20;

    private static final int SQLITE_OK = 0;
    private static final int SQLITE_FULL = 13;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path database;
    private final Path folder;
    private final Instant now;
    private boolean made;

    BeforeUpgrade(DataFolder data, Instant now) {
        this.now = now;
        database = data.database();
        folder = data.beforeUpgrade();
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE && !made;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public String getCallbackName() {
        return "backup before an upgrade";
    }

    /// Runs in the transaction of the first step, so no other process writes meanwhile. The copy
    /// does not see that transaction.
    @Override
    public void handle(Event event, Context context) {
        if (made) return;
        made = true;
        var step = step(context);
        if (!step.isEmpty()) copy(step);
    }

    /// The latest step made so far; empty on a new database.
    private static String step(Context context) {
        try (var statement = context.getConnection().createStatement();
                var rows =
                        statement.executeQuery(
                                "select version from flyway_schema_history where version is not null order by installed_rank desc limit 1")) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void copy(String step) {
        try {
            if (Files.notExists(folder)) Files.createDirectory(folder, mode("rwx------"));
            for (var left : files(".new")) Files.delete(left);
            requireSpace();
            var copy = folder.resolve("step-%s-%s.db".formatted(step, TIME.format(now)));
            write(copy);
            log.info("before the upgrade from step {} the database was copied to {}", step, copy);
            forgetOlder();
        } catch (IOException e) {
            throw failed(DataFolder.reason(e), e);
        }
    }

    private void requireSpace() throws IOException {
        var needed = SPACE * Files.size(database) + SOME_SPACE;
        var free = Files.getFileStore(folder).getUsableSpace();
        if (free < needed)
            throw failed(
                    "the disk has %d MB free, and it takes %d MB".formatted(mb(free), mb(needed)));
    }

    private static long mb(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }

    /// Appears whole, under its name, or not at all.
    private void write(Path copy) throws IOException {
        var draft = copy.resolveSibling(copy.getFileName() + ".new");
        Files.createFile(draft, mode("rw-------"));
        try {
            var result = backup(draft);
            if (result != SQLITE_OK)
                throw failed(result == SQLITE_FULL ? "the disk is full" : "SQLite says " + result);
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private int backup(Path draft) throws IOException {
        try (var source = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            return source.unwrap(SQLiteConnection.class)
                    .getDatabase()
                    .backup("main", draft.toString(), null);
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void forgetOlder() throws IOException {
        var copies = files(".db");
        for (var old : copies.subList(0, Math.max(0, copies.size() - KEPT))) Files.delete(old);
    }

    /// Oldest first.
    private List<Path> files(String end) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("step-.*" + end))
                    .sorted(Comparator.comparing(BeforeUpgrade::time))
                    .toList();
        }
    }

    /// By its name: a copied folder has other times.
    private static String time(Path file) {
        return file.getFileName().toString().replaceFirst("^step-[0-9.]+-", "");
    }

    private SetUpException failed(String reason) {
        return failed(reason, new IOException(reason));
    }

    private SetUpException failed(String reason, Exception cause) {
        return new SetUpException(
                "the database '%s' was not backed up before its upgrade, so nothing was changed: %s"
                        .formatted(database, reason),
                "make room on the disk of '%s', or move older copies away".formatted(folder),
                cause);
    }

    private static FileAttribute<?> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
