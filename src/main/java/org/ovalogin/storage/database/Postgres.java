package org.ovalogin.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.ovalogin.core.store.StoreException;

/// A PostgreSQL database that servers share. Transactions that write run side by side, each with
/// the row of its mailbox locked; one that needs more runs alone. The database's clock tells the
/// time.
public class Postgres implements Dialect {
    /// Bounds the wait for a connection, and again for an answer: a database that hangs is given up
    /// within some ten seconds.
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// Less than that, so that the database can name a lock as the cause.
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(4);

    /// Bounds how long a server that stops in mid-transaction, or is cut off, holds others up.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /// Bounds the deletion of a few rows; callers who need the disk would notice a longer one.
    private static final Duration BRIEF = Duration.ofSeconds(1);

    /// The advisory lock that writing transactions share, or one has alone. An arbitrary number.
    public static final long WRITING = 0x4f57_0000_0000_0001L;

    /// Beginning of the advisory locks, one for each transaction that writes, that hold the number
    /// of the last event before it.
    private static final long EVENTS = 0x4f56L << 48;

    /// Serialization failure; deadlock; a statement that was prepared before a later release
    /// changed its table, which the driver then prepares anew.
    private static final Set<String> UNDONE = Set.of("40001", "40P01", "0A000");

    private static final NamedSql BESIDE = beginning("pg_advisory_xact_lock_shared");

    private static final NamedSql ALONE = beginning("pg_advisory_xact_lock");

    private static final NamedSql TIME =
            new NamedSql("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)");

    private static NamedSql beginning(String lock) {
        return new NamedSql(
                """
                select %s(:writing),
                    pg_advisory_xact_lock_shared(:events + last_value - case when is_called then 0 else 1 end),
                    cast(extract(epoch from clock_timestamp()) * 1000 as bigint)
                from event_event_id_seq
                """
                        .formatted(lock));
    }

    static Database open(PostgresSettings settings) {
        try {
            var database = connect(settings, new Postgres());
            try (var migrating = new HikariDataSource(patient(settings))) {
                Migrations.postgresql(migrating);
                return database;
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SetUpException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StoreException("the database '%s' can't be opened".formatted(settings), e);
        }
    }

    public static Database connect(PostgresSettings settings, Postgres dialect) {
        var database = pools(settings, dialect);
        try {
            requireOwnSessions(database);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private static Database pools(PostgresSettings settings, Postgres dialect) {
        var writing = new HikariDataSource(writers(settings));
        try {
            return new Database(dialect, writing, new HikariDataSource(readers(settings)));
        } catch (RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    /// Refuses a pooler that gives each transaction any session: it loses the session's settings
    /// and locks, and so the promise that a charge is on the disk. Such a pooler hands a free
    /// session to the next client, and another one to the client before.
    public static void requireOwnSessions(Database database) {
        var mark = UUID.randomUUID().toString();
        var shared =
                database.writer()
                        .withHandle(
                                own -> {
                                    own.createQuery("select set_config('ova.mark', :mark, false)")
                                            .bind("mark", mark)
                                            .mapTo(String.class)
                                            .one();
                                    return database.reader()
                                            .inTransaction(
                                                    other ->
                                                            mark(other).equals(mark)
                                                                    || !mark(own).equals(mark));
                                });
        if (shared)
            throw new SetUpException(
                    "a connection to the database is not a session of its own",
                    "a pooler must pool sessions (pool_mode = session), or database.url name the database itself");
    }

    private static String mark(Handle handle) {
        return handle.createQuery("select coalesce(current_setting('ova.mark', true), '')")
                .mapTo(String.class)
                .one();
    }

    /// For the migrations, which may take their time.
    private static HikariConfig patient(PostgresSettings settings) {
        var config = new HikariConfig();
        config.setPoolName("migrations");
        config.setJdbcUrl(settings.url());
        config.setCredentialsProvider(() -> credentials(settings));
        config.setMaximumPoolSize(4);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.addDataSourceProperty("ApplicationName", "ova-login");
        config.addDataSourceProperty("connectTimeout", seconds(PATIENCE));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // Error details quote rows, and messages go to the log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    private static Credentials credentials(PostgresSettings settings) {
        try {
            return Credentials.of(settings.user(), settings.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HikariConfig pool(PostgresSettings settings, String name, int size) {
        var config = patient(settings);
        config.setPoolName(name);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.addDataSourceProperty("socketTimeout", seconds(PATIENCE));
        config.setConnectionInitSql(
                """
                set lock_timeout = %d;
                set idle_in_transaction_session_timeout = %d;
                set client_connection_check_interval = 1000;
                select set_config('synchronous_commit', 'on', false)
                    where current_setting('synchronous_commit') <> 'remote_apply'\
                """
                        .formatted(LOCK_PATIENCE.toMillis(), SILENCE.toMillis()));
        return config;
    }

    private static HikariConfig writers(PostgresSettings settings) {
        var config = pool(settings, "writers", (settings.connections() + 1) / 2);
        // Whatever the role's default is: after its wait a transaction sees the changes made alone.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    private static HikariConfig readers(PostgresSettings settings) {
        var config = pool(settings, "readers", settings.connections() / 2);
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        return config;
    }

    private static String seconds(Duration duration) {
        return String.valueOf(duration.toSeconds());
    }

    @Override
    public Jdbi configure(Jdbi jdbi) {
        return jdbi;
    }

    @Override
    public boolean shared() {
        return true;
    }

    @Override
    public boolean sideBySide() {
        return true;
    }

    @Override
    public Beginning begin(Handle handle, boolean alone, InstantSource clock) {
        clearWarnings(handle);
        var turn = alone ? ALONE : BESIDE;
        var values = turn.row().bind("writing", WRITING).bind("events", EVENTS);
        return Beginning.by(handle, values, row -> time(row.getLong(3), clock));
    }

    /// @param millis the database's time, since 1970
    /// @param clock this server's
    protected Instant time(long millis, InstantSource clock) {
        return Instant.ofEpochMilli(millis);
    }

    @Override
    public Instant aside(Handle handle, InstantSource clock) {
        clearWarnings(handle);
        return look(handle, clock).now();
    }

    @Override
    public void brief(Handle handle) {
        handle.execute("set local statement_timeout = " + BRIEF.toMillis());
        handle.execute("set local lock_timeout = " + BRIEF.toMillis());
        handle.execute("set local synchronous_commit = off");
    }

    @Override
    public Duration batch() {
        return Duration.ofMillis(10);
    }

    /// Drops earlier warnings: a new session may begin with one, for example about the version of a
    /// collation. Only the commit's count.
    private static void clearWarnings(Handle handle) {
        try {
            handle.getConnection().clearWarnings();
        } catch (SQLException e) {
            throw new StoreException("the database's connection can't be used", e);
        }
    }

    @Override
    public Beginning look(Handle handle, InstantSource clock) {
        return Beginning.by(handle, TIME.row(), row -> time(row.getLong(1), clock));
    }

    /// Locks the mailbox alone: the joined rows are changed only alone.
    @Override
    public String firstWord(String text) {
        return "split_part(" + text + ", ' ', 1)";
    }

    @Override
    public String rowLock() {
        return " for no key update of m";
    }

    @Override
    public String freeRows() {
        return " for update skip locked";
    }

    @Override
    public boolean undone(SQLException e) {
        return UNDONE.contains(String.valueOf(e.getSQLState()));
    }

    /// PostgreSQL warns of a commit that it did not await to the end, for example because a standby
    /// did not answer.
    @Override
    public void committed(Handle handle) throws SQLException {
        var warning = handle.getConnection().getWarnings();
        if (warning != null) throw warning;
    }

    /// A number is given out before its commit, so a lower one may be committed later. Each writing
    /// transaction holds a lock that tells the number before its own; it takes the lock before the
    /// numbers, and releases it with the commit.
    @Override
    public long settledEvents(Handle handle) {
        var last =
                handle.createQuery(
                                "select last_value - case when is_called then 0 else 1 end from event_event_id_seq")
                        .mapTo(Long.class)
                        .one();
        var before =
                handle.createQuery(
                                """
                                select min(((classid::bigint & 65535) << 32) | objid::bigint) from pg_locks
                                where locktype = 'advisory' and objsubid = 1 and granted and (classid::bigint >> 16) = :events
                                    and database = (select oid from pg_database where datname = current_database())
                                """)
                        .bind("events", EVENTS >>> 48)
                        .mapTo(Long.class)
                        .findOne();
        return before.filter(b -> b < last).orElse(last);
    }

    @Override
    public void patient(Handle handle) {
        handle.execute("set local lock_timeout = 0");
        handle.execute("set local idle_in_transaction_session_timeout = 0");
        try {
            handle.getConnection().setNetworkTimeout(Runnable::run, 0);
        } catch (SQLException e) {
            throw new StoreException("the database can't be waited for", e);
        }
    }

    /// A server keeps its connections open, so they are older than ours.
    @Override
    public boolean inUse(Handle handle) {
        return handle.createQuery(
                                """
                        select count(*) from pg_stat_activity other join pg_stat_activity own on own.pid = pg_backend_pid()
                        where other.datname = current_database() and other.application_name = own.application_name
                            and other.backend_start < own.backend_start
                        """)
                        .mapTo(int.class)
                        .one()
                > 0;
    }
}
