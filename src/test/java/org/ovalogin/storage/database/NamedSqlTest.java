package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedSqlTest {
    private static final NamedSql INSERT =
            new NamedSql("insert into box values (:digits, :name, :since, :count, :count)");

    private final List<String> prepared = new ArrayList<>();
    private Handle handle;

    @BeforeEach
    void open() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        handle = Jdbi.create(() -> overheard(connection)).open();
        handle.execute("create table box (digits text primary key, name text, since, low, high)");
        prepared.clear();
    }

    @AfterEach
    void close() {
        handle.close();
    }

    private Connection overheard(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("prepareStatement"))
                                prepared.add(String.valueOf(arguments[0]));
                            return method.invoke(connection, arguments);
                        });
    }

    private static NamedSql.Row row(String digits, Object name, int count) {
        return INSERT.row()
                .bind("count", count)
                .bind("since", Optional.empty())
                .bind("name", name)
                .bind("digits", digits);
    }

    private List<String> boxes() {
        return handle.createQuery(
                        "select digits || ' ' || coalesce(name, '-') || ' ' || coalesce(since, '-') || ' ' || low || ' ' || high from box order by digits")
                .mapTo(String.class)
                .list();
    }

    @Test
    void manyRowsAreOneStatement() {
        INSERT.execute(
                handle, IntStream.range(0, 300).mapToObj(i -> row("5" + i, "Ann", i)).toList());
        assertThat(prepared).containsExactly("insert into box values (?, ?, null, ?, ?)");
        assertThat(boxes()).hasSize(300).contains("57 Ann - 7 7");
    }

    @Test
    void numbersThatAllRowsHaveAreInTheTextAndTextsNever() {
        INSERT.execute(handle, List.of(row("1", "o'Hara", 7), row("2", "o'Hara", 7)));
        assertThat(prepared).containsExactly("insert into box values (?, ?, null, 7, 7)");
        assertThat(boxes()).containsExactly("1 o'Hara - 7 7", "2 o'Hara - 7 7");
    }

    /// Not even if all rows have the same text, or one that reads like a number, null or SQL.
    @ParameterizedTest
    @ValueSource(
            strings = {"7", "null", "'", "x', 1, 1, 1); drop table box; --", ":count", "?", "\0"})
    void textIsBoundWhateverItSays(String text) {
        INSERT.execute(handle, List.of(row("1", text, 7)));
        INSERT.execute(handle, List.of(row("2", text, -7), row("3", Optional.of(text), -7)));
        assertThat(prepared)
                .containsExactly(
                        "insert into box values (?, ?, null, 7, 7)",
                        "insert into box values (?, ?, null, -7, -7)");
        assertThat(handle.createQuery("select name from box").mapTo(String.class).list())
                .containsOnly(text)
                .hasSize(3);
    }

    @Test
    void emptyIsNullInOneRowAlone() {
        INSERT.execute(
                handle, List.of(row("1", Optional.of("Ann"), 1), row("2", Optional.empty(), 2)));
        assertThat(boxes()).containsExactly("1 Ann - 1 1", "2 - - 2 2");
    }

    @Test
    void noRowsAreNoStatement() {
        INSERT.execute(handle, List.of());
        assertThat(prepared).isEmpty();
    }

    @Test
    void aRowWithoutAValueIsRefused() {
        assertThatThrownBy(() -> INSERT.execute(handle, List.of(INSERT.row().bind("digits", "1"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(boxes()).isEmpty();
    }

    @Test
    void aFailureTellsNoValue() {
        assertThatThrownBy(
                        () ->
                                INSERT.execute(
                                        handle,
                                        List.of(row("739164", "Ann", 1), row("739164", "Bob", 2))))
                .isInstanceOf(NamedSql.Failed.class)
                .hasCauseInstanceOf(SQLException.class)
                .hasStackTraceContaining("UNIQUE")
                .satisfies(
                        e ->
                                assertThat(e.toString() + e.getCause())
                                        .doesNotContain("739164", "Ann"));
    }
}
