package org.ovalogin.storage.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The beginning of a transaction: its turn, and its time. Where the database is another process,
/// it goes there together with the transaction's first query. For one thread.
public final class Beginning {
    private final Handle handle;

    /// Null once it has been sent.
    private NamedSql.@Nullable Row statement;

    private final NamedSql.Reader<Instant> time;
    private Instant now;

    private Beginning(
            Handle handle,
            NamedSql.@Nullable Row statement,
            NamedSql.Reader<Instant> time,
            Instant now) {
        this.handle = handle;
        this.statement = statement;
        this.time = time;
        this.now = now;
    }

    /// Nothing is left to do.
    public static Beginning at(Handle handle, Instant now) {
        return new Beginning(handle, null, _ -> now, now);
    }

    /// @param statement has a row once it is the transaction's turn
    /// @param time reads the time from it
    static Beginning by(Handle handle, NamedSql.Row statement, NamedSql.Reader<Instant> time) {
        return new Beginning(handle, statement, time, Instant.EPOCH);
    }

    /// The transaction's time.
    public Instant now() {
        begin();
        return now;
    }

    /// The connection, for SQL of any kind.
    Handle begin() {
        var first = statement;
        if (first != null) {
            statement = null;
            var _ = first.of().list(handle, first, this::read);
        }
        return handle;
    }

    /// The rows of a query.
    <T> List<T> list(NamedSql.Row query, NamedSql.Reader<T> reader) {
        var first = statement;
        if (first == null) return query.of().list(handle, query, reader);
        statement = null;
        return NamedSql.list(handle, first, this::read, query, reader);
    }

    private Instant read(ResultSet row) throws SQLException {
        now = time.read(row);
        return now;
    }
}
