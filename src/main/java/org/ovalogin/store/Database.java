package org.ovalogin.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.ovalogin.mailbox.StoreException;

/// The SQLite database in a file: write-ahead log, every commit on the disk before it is answered.
/// Thread-safe.
///
/// There is one writing connection, and the pool's queue is the lock in front of it: with one for
/// each thread, some of them starve.
public final class Database implements AutoCloseable {
    /// `./ova mailbox` may write beside `serve`; each holds the lock for milliseconds.
    private static final Duration BUSY = Duration.ofSeconds(10);

    /// Longer than a caller should wait in silence is no use.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int READERS = 4;

    /// Threads at most that wait in SQLite at a time.
    public static final int CONNECTIONS = 1 + READERS;

    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final Jdbi writer;
    private final Jdbi reader;

    private Database(HikariDataSource writing, HikariDataSource reading) {
        this.writing = writing;
        this.reading = reading;
        this.writer = jdbi(writing);
        this.reader = jdbi(reading);
    }

    /// An exception's message leaves out the arguments of its statement: digits that a caller
    /// pressed and sealed hashes are among them, and the message goes to the log.
    private static Jdbi jdbi(DataSource source) {
        var jdbi = Jdbi.create(source);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        return jdbi;
    }

    /// Opens the database, creates it where there is none, and brings its tables up to this
    /// release.
    ///
    /// @throws StoreException when it can't be opened or is of a later release
    public static Database sqlite(Path file) {
        return sqlite(file, BUSY);
    }

    /// @param busy how long to wait for another process that is writing
    static Database sqlite(Path file, Duration busy) {
        try {
            createForOwnerOnly(file);
            var writing = new HikariDataSource(writer(file, busy));
            try {
                migrate(writing);
                return new Database(writing, new HikariDataSource(readers(file, busy)));
            } catch (RuntimeException e) {
                writing.close();
                throw e;
            }
        } catch (RuntimeException e) {
            throw new StoreException("the database '%s' can't be opened".formatted(file), e);
        }
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
        return config;
    }

    private static void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:org/ovalogin/store/migrations")
                .javaMigrations(new NameKeys())
                .placeholders(Map.of("counting", "integer"))
                .ignoreMigrationPatterns(
                        new String[0]) // by default it takes a later release's tables
                .load()
                .migrate();
    }

    Jdbi writer() {
        return writer;
    }

    Jdbi reader() {
        return reader;
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }
}
