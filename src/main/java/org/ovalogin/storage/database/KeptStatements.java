package org.ovalogin.storage.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/// Keeps SQLite's statements, each connection its own: preparing one costs more than executing it.
/// PostgreSQL's driver does so by itself. Thread-safe as a factory.
final class KeptStatements implements StatementBuilderFactory {
    /// Statements kept per connection. Our own SQL needs few; search filters can generate any
    /// number.
    private static final int MOST = 64;

    private final Map<SQLiteConnection, StatementBuilder> connections = new ConcurrentHashMap<>();

    @Override
    public StatementBuilder createStatementBuilder(Connection pooled) {
        try {
            // The pool's own connection would close the statements when it is given back.
            var connection = pooled.unwrap(SQLiteConnection.class);
            var known = connections.get(connection);
            return known == null ? added(connection) : known;
        } catch (SQLException e) {
            throw new IllegalStateException("not a connection of SQLite's", e);
        }
    }

    /// A statement for plain JDBC; kept too, where the handle's connection keeps statements.
    static PreparedStatement prepare(Handle handle, String sql) throws SQLException {
        return handle.getStatementBuilder() instanceof OfConnection keeping
                ? keeping.create(sql)
                : handle.getConnection().prepareStatement(sql);
    }

    /// Gives such a statement back; its rows are closed.
    static void release(Handle handle, PreparedStatement statement) throws SQLException {
        if (handle.getStatementBuilder() instanceof OfConnection keeping) keeping.keep(statement);
        else statement.close();
    }

    /// Connections that the pool has replaced are dropped when another one comes.
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

        /// Statements that are free now, the one unused for longest first.
        private final LinkedHashMap<String, PreparedStatement> idle = new LinkedHashMap<>();

        /// The SQL of statements in use. When Jdbi closes one it names another text, the one with
        /// its parameters' names.
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

        private PreparedStatement create(String sql) throws SQLException {
            var kept = idle.remove(sql);
            var statement = kept == null ? connection.prepareStatement(sql) : kept;
            inUse.put(statement, sql);
            return statement;
        }

        @Override
        public void close(Connection pooled, String named, Statement statement)
                throws SQLException {
            if (statement instanceof PreparedStatement prepared) {
                if (inUse.containsKey(prepared)) end(prepared);
                keep(prepared);
            } else {
                super.close(pooled, named, statement);
            }
        }

        /// Forgets the statement's values; some of them are secrets.
        private void keep(PreparedStatement prepared) throws SQLException {
            var sql = inUse.remove(prepared);
            if (sql == null || !cleared(prepared)) {
                prepared.close();
                return;
            }
            var other = idle.put(sql, prepared);
            if (other != null) other.close();
            if (idle.size() > MOST) idle.pollFirstEntry().getValue().close();
        }

        /// False if the driver has ended the statement itself, as it does after an error of the
        /// disk.
        private static boolean cleared(PreparedStatement prepared) {
            try {
                prepared.clearParameters();
                return true;
            } catch (SQLException _) {
                return false;
            }
        }

        /// A statement with unread rows, as a pragma has, would hold up the next commit.
        private static void end(PreparedStatement statement) throws SQLException {
            var rows = statement.getResultSet();
            if (rows != null) rows.close();
        }
    }
}
