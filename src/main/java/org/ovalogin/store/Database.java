package org.ovalogin.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
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

    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final Jdbi writer;
    private final Jdbi reader;

    private Database(HikariDataSource writing, HikariDataSource reading) {
        this.writing = writing;
        this.reading = reading;
        this.writer = Jdbi.create(writing);
        this.reader = Jdbi.create(reading);
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
            var writing = pool(file, "writer", 1, busy, Map.of("transaction_mode", "IMMEDIATE"));
            migrate(writing);
            return new Database(
                    writing, pool(file, "reader", READERS, busy, Map.of("query_only", "true")));
        } catch (RuntimeException e) {
            throw new StoreException("the database '%s' can't be opened".formatted(file), e);
        }
    }

    private static HikariDataSource pool(
            Path file, String name, int size, Duration busy, Map<String, String> pragmas) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl("jdbc:sqlite:" + file.toAbsolutePath());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", String.valueOf(busy.toMillis()));
        pragmas.forEach(config::addDataSourceProperty);
        return new HikariDataSource(config);
    }

    private static void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:org/ovalogin/store/migrations")
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
