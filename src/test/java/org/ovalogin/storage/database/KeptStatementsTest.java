package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStatementsTest {
    private static final String SQL = "select a from t where a >= ?";

    @TempDir Path folder;
    private Connection connection;
    private Handle handle;

    @BeforeEach
    void open() throws SQLException {
        connection = connect();
        handle =
                Jdbi.create(() -> connection)
                        .setStatementBuilderFactory(new KeptStatements())
                        .open();
        handle.execute("pragma journal_mode = wal");
        handle.execute("create table t (a integer)");
        handle.execute("insert into t values (1), (2), (3)");
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("kept.db"));
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        return handle.getStatementBuilder()
                .create(connection, sql, handle.createQuery(sql).getContext());
    }

    private void done(String sql, PreparedStatement statement) throws SQLException {
        handle.getStatementBuilder().close(connection, sql, statement);
    }

    @Test
    void statementIsThereForTheNextTimeAndForOneAtATime() throws SQLException {
        var first = prepared(SQL);
        var second = prepared(SQL);
        assertThat(second).isNotSameAs(first);
        done("by its names", second);
        assertThat(prepared(SQL)).isSameAs(second);
        done("by its names", first);
        done("by its names", second);
        assertThat(first.isClosed()).as("one of the same is enough").isTrue();
        assertThat(second.isClosed()).isFalse();
    }

    @Test
    void valuesOfTheLastTimeAreForgotten() throws SQLException {
        var statement = prepared(SQL);
        statement.setInt(1, 2);
        done(SQL, statement);
        try (var rows = prepared(SQL).executeQuery()) {
            assertThat(rows.next()).as("nothing is >= null").isFalse();
        }
    }

    @Test
    void noMoreThanSomeAreKept() throws SQLException {
        var first = prepared(SQL);
        done(SQL, first);
        for (var i = 0; i < 64; i++) {
            var sql = "select " + i;
            done(sql, prepared(sql));
        }
        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void queryOfWhichNotAllWasReadHoldsNobodyUp() throws SQLException {
        for (var i = 0; i < 2; i++)
            assertThat(handle.createQuery(SQL).bind(0, 0).mapTo(int.class).findFirst()).contains(1);
        try (var other = connect();
                var statement = other.createStatement()) {
            statement.execute("insert into t values (4)");
            try (var busy = statement.executeQuery("pragma wal_checkpoint(truncate)")) {
                assertThat(busy.getInt(1)).isZero();
            }
        }
        assertThat(handle.createQuery(SQL).bind(0, 0).mapTo(int.class).list()).hasSize(4);
    }

    @Test
    void changedTableIsNoticed() {
        for (var column : new String[] {"b", "c"}) {
            handle.createQuery("select * from t").mapToMap().list();
            handle.execute("alter table t add column " + column + " integer default 7");
            assertThat(handle.createQuery("select * from t").mapToMap().first())
                    .containsEntry(column, 7);
        }
    }
}
