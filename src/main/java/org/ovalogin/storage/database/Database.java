package org.ovalogin.storage.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.ovalogin.core.store.StoreException;

/// An open SQL database, its tables brought up to this release. Thread-safe.
public final class Database implements AutoCloseable {
    /// Bounds the threads that wait in SQLite's native code at a time.
    public static final int READERS = Sqlite.READERS;

    private static final ThreadFactory READER_THREADS =
            Thread.ofPlatform().daemon().name("reader-", 1).factory();

    /// Keeps parsed statements, for writers and readers alike.
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final Dialect dialect;
    private final HikariDataSource writing;
    private final HikariDataSource reading;
    private final Jdbi writer;
    private final Jdbi reader;
    private final TransactionCounts writes = new TransactionCounts();
    private final TransactionCounts reads = new TransactionCounts();
    private final Optional<GroupCommit> together;

    /// Read for virtual threads. SQLite waits for the disk in native code, where a virtual thread
    /// keeps its carrier: a few such waits would stop all calls.
    private final Optional<ExecutorService> readers;

    public Database(Dialect dialect, HikariDataSource writing, HikariDataSource reading) {
        this.dialect = dialect;
        this.writing = writing;
        this.reading = reading;
        this.writer = dialect.configure(jdbi(writing));
        this.reader = dialect.configure(jdbi(reading));
        this.together =
                dialect.sideBySide()
                        ? Optional.empty()
                        : Optional.of(new GroupCommit(writer, writes));
        this.readers = together.map(_ -> Executors.newFixedThreadPool(READERS, READER_THREADS));
    }

    /// Opens the database in a file, which is created where there is none.
    ///
    /// @throws StoreException when it can't be opened or is of a later release
    public static Database sqlite(Path file) {
        return Sqlite.open(file, Sqlite.BUSY);
    }

    /// Opens the database of a data folder. Keeps a copy of it before it changes the tables of the
    /// release before.
    ///
    /// @throws StoreException when it can't be opened
    /// @throws SetUpException when it is of a later release, or can't be copied
    public static Database sqlite(DataFolder folder, Instant now) {
        return Sqlite.open(folder, now);
    }

    /// @param busy how long to wait for another process that is writing
    static Database sqlite(Path file, Duration busy) {
        return Sqlite.open(file, busy);
    }

    /// Opens a database that other servers may share.
    ///
    /// @throws StoreException when it can't be opened, or this release can't work with its tables
    public static Database postgresql(PostgresSettings settings) {
        return Postgres.open(settings);
    }

    /// An exception's message leaves out the arguments of its statement: digits that a caller
    /// pressed and sealed hashes are among them, and the message goes to the log.
    private static Jdbi jdbi(DataSource source) {
        var jdbi = Jdbi.create(source);
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
        return jdbi;
    }

    public TransactionCounts writes() {
        return writes;
    }

    public TransactionCounts reads() {
        return reads;
    }

    /// True where other servers may be at work on it.
    public boolean shared() {
        return dialect.shared();
    }

    public Dialect dialect() {
        return dialect;
    }

    /// The connections that may write.
    public DataSource source() {
        return writing;
    }

    public interface Work<T> {
        /// @param limit asked before the last statements, which may commit
        T make(Handle handle, TimeLimit limit) throws SQLException;
    }

    /// Runs one transaction, which is on the disk when this returns.
    ///
    /// @param work may run again from its beginning
    /// @param committed runs when it is on the disk; where nobody writes beside others, before
    ///   anybody's later work. Never throws
    public <T> T write(Work<T> work, Runnable committed) throws SQLException {
        if (together.isPresent())
            return together.get().write(handle -> work.make(handle, TimeLimit.NONE), committed);
        return TimeLimit.keep(limit -> write(work, committed, limit));
    }

    private <T> T write(Work<T> work, Runnable committed, TimeLimit limit) throws SQLException {
        return writes.count(
                writer,
                handle -> {
                    var made =
                            handle.inTransaction(
                                    h -> {
                                        limit.check();
                                        return work.make(h, limit);
                                    });
                    dialect.committed(handle);
                    committed.run();
                    return made;
                });
    }

    /// Runs one transaction, whose statements see one state.
    public <T> T read(Function<Handle, T> look) throws SQLException {
        TimeLimit.Use<T> use =
                _ -> reads.count(reader, handle -> handle.inTransaction(look::apply));
        return readers.isPresent() ? TimeLimit.keep(readers.get(), use) : TimeLimit.keep(use);
    }

    /// For SQL outside the store's promises; [Transactions] keeps these.
    public Jdbi writer() {
        return writer;
    }

    /// Runs SQL in a transaction while no other transaction writes.
    public <T> T alone(Function<Handle, T> work) {
        return writer.inTransaction(
                handle -> {
                    var _ = dialect.begin(handle, true, () -> Instant.EPOCH).now();
                    return work.apply(handle);
                });
    }

    public Jdbi reader() {
        return reader;
    }

    /// Reads the state of one moment, however long it takes.
    public <T> T snapshot(Function<Handle, T> look) {
        return reader.inTransaction(
                handle -> {
                    dialect.patient(handle);
                    return look.apply(handle);
                });
    }

    /// The version of its tables.
    public String schema() {
        return reader.withHandle(
                handle ->
                        handle.createQuery(
                                        "select version from flyway_schema_history order by installed_rank desc limit 1")
                                .mapTo(String.class)
                                .one());
    }

    @Override
    public void close() {
        together.ifPresent(GroupCommit::close);
        readers.ifPresent(ExecutorService::shutdown);
        reading.close();
        writing.close();
    }
}
