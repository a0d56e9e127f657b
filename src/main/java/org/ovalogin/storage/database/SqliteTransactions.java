package org.ovalogin.storage.database;

import java.sql.SQLException;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jdbi.v3.core.transaction.TransactionHandler;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.sqlite.SQLiteConnection;

/// Begins and ends SQLite's transactions with statements that are kept. The driver's own way
/// prepares four for each transaction: after a commit it begins another one, which locks the
/// database once more, and ends that too.
final class SqliteTransactions implements TransactionHandler {
    private final String begin;

    /// Of one handle, and so for one thread.
    private boolean open;

    SqliteTransactions() {
        this("begin");
    }

    private SqliteTransactions(String begin) {
        this.begin = begin;
    }

    /// Begins transactions in the connection's own mode.
    @Override
    public TransactionHandler specialize(Handle handle) throws SQLException {
        var connection = handle.getConnection().unwrap(SQLiteConnection.class);
        var mode = connection.getConnectionConfig().getTransactionMode();
        return new SqliteTransactions("begin " + mode.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void begin(Handle handle) {
        if (open) throw new TransactionException("a transaction within another one");
        execute(handle, begin);
        open = true;
    }

    @Override
    public void commit(Handle handle) {
        execute(handle, "commit");
        open = false;
    }

    /// SQLite may have rolled back by itself, after an error of the disk.
    @Override
    public void rollback(Handle handle) {
        if (!open) return;
        open = false;
        execute(handle, "rollback");
    }

    @Override
    public boolean isInTransaction(Handle handle) {
        return open;
    }

    @Override
    public <R, X extends Exception> R inTransaction(Handle handle, HandleCallback<R, X> work)
            throws X {
        handle.begin();
        try {
            var made = work.withHandle(handle);
            handle.commit();
            return made;
        } catch (Throwable e) {
            try {
                handle.rollback();
            } catch (RuntimeException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /// SQLite has one level, the strictest.
    @Override
    public <R, X extends Exception> R inTransaction(
            Handle handle, TransactionIsolationLevel level, HandleCallback<R, X> work) throws X {
        return inTransaction(handle, work);
    }

    @Override
    public void savepoint(Handle handle, String name) {
        throw new UnsupportedOperationException("no part of a transaction is undone");
    }

    @Override
    public void rollbackToSavepoint(Handle handle, String name) {
        throw new UnsupportedOperationException("no part of a transaction is undone");
    }

    @Override
    public void releaseSavepoint(Handle handle, String name) {
        throw new UnsupportedOperationException("no part of a transaction is undone");
    }

    private static void execute(Handle handle, String sql) {
        try {
            var statement = KeptStatements.prepare(handle, sql);
            try {
                statement.execute();
            } finally {
                KeptStatements.release(handle, statement);
            }
        } catch (SQLException e) {
            throw new TransactionException("'" + sql + "' failed", e);
        }
    }
}
