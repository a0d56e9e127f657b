package org.ovalogin.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.ovalogin.core.store.StoreException;

/// A database in a file: write-ahead log, every commit on the disk before it is answered.
///
/// There is one writing connection, for [GroupCommit]: with one for each thread, some of them
/// starve.
final class Sqlite implements Dialect {
    /// `./ova mailbox` may write beside `serve`; each holds the lock for milliseconds.
    static final Duration BUSY = Duration.ofSeconds(10);

    /// Bounds the wait of a reader: a caller should not wait longer in silence.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static final int READERS = 4;

    private Sqlite() {}

    static Database open(Path file, Duration busy) {
        return open(file, busy, Migrations::sqlite);
    }

    static Database open(DataFolder folder, Instant now) {
        var database =
                open(
                        folder.database(),
                        BUSY,
                        source -> Migrations.sqlite(source, new BeforeUpgrade(folder, now)));
        SchemaStep.write(folder, database.schema());
        return database;
    }

    private static Database open(Path file, Duration busy, Consumer<DataSource> migration) {
        try {
            createForOwnerOnly(file);
            try (var migrating = new HikariDataSource(migrating(file, busy))) {
                migration.accept(migrating);
            }
            var writing = new HikariDataSource(writer(file, busy));
            try {
                return new Database(
                        new Sqlite(), writing, new HikariDataSource(readers(file, busy)));
            } catch (RuntimeException e) {
                writing.close();
                throw e;
            }
        } catch (RuntimeException e) {
            if (setUp(e) instanceof SetUpException wrong) throw wrong;
            throw new StoreException("the database '%s' can't be opened".formatted(file), e);
        }
    }

    /// Flyway wraps the exceptions of our callback.
    private static Throwable setUp(Throwable e) {
        return e instanceof SetUpException || e.getCause() == null ? e : setUp(e.getCause());
    }

    /// SQLite gives the files beside the database the mode of the database.
    private static void createForOwnerOnly(Path file) {
        try {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException _) {
            // not the first start
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HikariConfig writer(Path file, Duration busy) {
        var config = pool(file, "writer", 1, busy);
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        return config;
    }

    /// A connection that does not enforce foreign keys: see [Migrations#sqlite].
    private static HikariConfig migrating(Path file, Duration busy) {
        var config = writer(file, busy);
        config.setPoolName("migrations");
        config.addDataSourceProperty("foreign_keys", "false");
        return config;
    }

    private static HikariConfig readers(Path file, Duration busy) {
        var config = pool(file, "reader", READERS, busy);
        config.setConnectionInitSql("pragma query_only = 1"); // no property of the driver's
        return config;
    }

    private static HikariConfig pool(Path file, String name, int size, Duration busy) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("secure_delete", "true"); // what is wiped is gone
        config.addDataSourceProperty("busy_timeout", String.valueOf(busy.toMillis()));
        // Nobody asks for them. The driver would select the number of each inserted row.
        config.addDataSourceProperty("jdbc.get_generated_keys", "false");
        return config;
    }

    @Override
    public Jdbi configure(Jdbi jdbi) {
        return jdbi.setStatementBuilderFactory(new KeptStatements())
                .setTransactionHandler(new SqliteTransactions());
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public boolean sideBySide() {
        return false;
    }

    /// Transactions begin immediate, and so run alone.
    @Override
    public Beginning begin(Handle handle, boolean alone, InstantSource clock) {
        return look(handle, clock);
    }

    @Override
    public Instant aside(Handle handle, InstantSource clock) {
        return now(clock);
    }

    @Override
    public void brief(Handle handle) {
        // a statement has a few rows, and nobody else writes
    }

    /// The batch occupies the only writer, so it is short.
    @Override
    public Duration batch() {
        return Duration.ofMillis(1);
    }

    @Override
    public Beginning look(Handle handle, InstantSource clock) {
        return Beginning.at(handle, now(clock));
    }

    /// Cut to the database's precision, so that a time read back equals the time written.
    private static Instant now(InstantSource clock) {
        return Instant.ofEpochMilli(clock.millis());
    }

    @Override
    public String firstWord(String text) {
        return "substr(" + text + ", 1, instr(" + text + " || ' ', ' ') - 1)";
    }

    @Override
    public String rowLock() {
        return "";
    }

    @Override
    public String freeRows() {
        return "";
    }

    @Override
    public boolean undone(SQLException e) {
        return false;
    }

    @Override
    public void committed(Handle handle) {
        // it is on the disk
    }

    @Override
    public long settledEvents(Handle handle) {
        return handle.createQuery("select coalesce(max(event_id), 0) from event")
                .mapTo(Long.class)
                .one();
    }

    @Override
    public void patient(Handle handle) {
        // nothing limits it
    }

    /// [FolderLock] tells.
    @Override
    public boolean inUse(Handle handle) {
        return false;
    }
}
