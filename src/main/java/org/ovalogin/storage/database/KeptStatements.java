package org.ovalogin.storage.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/// SQLite's statements, each connection's own, for the next time: to prepare one costs more than to
/// execute it. PostgreSQL's driver does so by itself. Thread-safe as a factory.
final class KeptStatements implements StatementBuilderFactory {
    /// Of a connection. There are not so many; but the conditions of a search are any.
    private static final int MOST = 64;

    private final Map<SQLiteConnection, StatementBuilder> connections = new ConcurrentHashMap<>();

    @Override
    public StatementBuilder createStatementBuilder(Connection pooled) {
        try {
            // The pool's own connection would close them when it is given back.
            var connection = pooled.unwrap(SQLiteConnection.class);
            var known = connections.get(connection);
            return known == null ? added(connection) : known;
        } catch (SQLException e) {
            throw new IllegalStateException("not a connection of SQLite's", e);
        }
    }

    /// Those that the pool has replaced go when another one comes.
    private StatementBuilder added(SQLiteConnection connection) {
        connections.keySet().removeIf(KeptStatements::isClosed);
        return connections.computeIfAbsent(connection, OfConnection::new);
    }

    private static boolean isClosed(SQLiteConnection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException _) {
            return true;
        }
    }

    private static final class OfConnection extends DefaultStatementBuilder {
        private final SQLiteConnection connection;

        /// Those that nobody uses at the moment, the one unused for longest first.
        private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

        /// What they say; Jdbi names another text when they are closed, the one with its names.
        private final IdentityHashMap<Statement, String> inUse = new IdentityHashMap<>();

        OfConnection(SQLiteConnection connection) {
            this.connection = connection;
        }

        @Override
        public PreparedStatement create(Connection pooled, String sql, StatementContext context)
                throws SQLException {
            var kept = idle.remove(sql);
            var statement = kept == null ? super.create(connection, sql, context) : kept;
            inUse.put(statement, sql);
            return statement;
        }

        /// Its values are forgotten; they are secrets, some of them.
        @Override
        public void close(Connection pooled, String named, Statement statement)
                throws SQLException {
            var sql = inUse.remove(statement);
            if (sql == null || !(statement instanceof PreparedStatement prepared)) {
                super.close(pooled, named, statement);
                return;
            }
            end(prepared);
            prepared.clearParameters();
            var other = idle.put(sql, prepared);
            if (other != null) other.close();
            if (idle.size() > MOST) idle.pollFirstEntry().getValue().close();
        }

        /// One with rows that nobody asked for, as a pragma has, would hold up the next commit.
        private static void end(PreparedStatement statement) throws SQLException {
            var rows = statement.getResultSet();
            if (rows != null) rows.close();
        }
    }
}
