package org.ovalogin.storage.database;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// One SQL statement for many rows or calls, by plain JDBC: its named parameters are found once.
/// Jdbi looks up names and types anew each time, which costs more than SQLite's own work.
/// Thread-safe.
public final class NamedSql {
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):([A-Za-z]+)");

    private static final NamedSql COMMIT = new NamedSql("commit");

    /// Texts of statements that travel together: a few in all.
    private static final Map<List<NamedSql>, String> TOGETHER = new ConcurrentHashMap<>();

    /// The value of a parameter that was not bound.
    private static final Object MISSING = new Object();

    /// A failed statement. It has no message of its own, since the values may be secrets.
    static final class Failed extends JdbiException {
        private static final long serialVersionUID = 1L;

        Failed(SQLException cause) {
            super("", cause);
        }
    }

    /// The text before each parameter, and the text behind the last.
    private final List<String> texts = new ArrayList<>();

    /// The number of each parameter's name.
    private final List<Integer> parameters = new ArrayList<>();

    private final Map<String, Integer> numbers = new HashMap<>();

    private final String withMarks;

    /// @param sql with parameters such as `:guid`, and no other colons but `::`
    public NamedSql(String sql) {
        var found = PARAMETER.matcher(sql);
        var end = 0;
        while (found.find()) {
            texts.add(sql.substring(end, found.start()));
            parameters.add(numbers.computeIfAbsent(found.group(1), _ -> numbers.size()));
            end = found.end();
        }
        texts.add(sql.substring(end));
        withMarks = String.join("?", texts);
    }

    /// The values of one row. For one thread.
    public final class Row implements Binding {
        private final @Nullable Object[] values = new @Nullable Object[numbers.size()];

        private Row() {
            Arrays.fill(values, MISSING);
        }

        @Override
        public Row bind(String name, Object value) {
            values[Optional.ofNullable(numbers.get(name)).orElseThrow()] =
                    value instanceof Optional<?> optional ? optional.orElse(null) : value;
            return this;
        }

        NamedSql of() {
            return NamedSql.this;
        }

        private @Nullable Object value(int number) {
            if (values[number] == MISSING) throw new IllegalArgumentException("a value is missing");
            return values[number];
        }
    }

    public Row row() {
        return new Row();
    }

    /// Reads one row of a result.
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// @return the number of rows changed
    /// @throws IllegalArgumentException if a value is missing
    public int update(Handle handle, Row values) {
        return using(handle, values, PreparedStatement::executeUpdate);
    }

    /// The result's rows, in order.
    ///
    /// @throws IllegalArgumentException if a value is missing
    public <T> List<T> list(Handle handle, Row values, Reader<T> reader) {
        return using(handle, values, statement -> read(statement.executeQuery(), reader));
    }

    /// The result's first row.
    public <T> Optional<T> first(Handle handle, Row values, Reader<T> reader) {
        return list(handle, values, reader).stream().findFirst();
    }

    /// The rows of a query behind another one, whose row is read first; the database gets both
    /// together.
    static <T> List<T> list(
            Handle handle, Row first, Reader<?> firstReader, Row query, Reader<T> reader) {
        try (var statement = executed(handle, List.of(first, query))) {
            read(statement.getResultSet(), firstReader);
            var _ = statement.getMoreResults();
            return read(statement.getResultSet(), reader);
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /// Executes statements in this order; the database gets them together, in one text.
    static void together(Handle handle, List<Row> all) {
        try (var _ = executed(handle, all)) {
            // their results are counts
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /// The same, and ends the transaction with them.
    ///
    /// @throws Failed also if the database warns of the commit: see [Postgres#committed]
    static void commit(Handle handle, List<Row> all) {
        var last = Stream.concat(all.stream(), Stream.of(COMMIT.row())).toList();
        try (var statement = executed(handle, last)) {
            var warning = statement.getWarnings();
            if (warning != null) throw warning;
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    private static PreparedStatement executed(Handle handle, List<Row> all) throws SQLException {
        var sql = TOGETHER.computeIfAbsent(all.stream().map(Row::of).toList(), NamedSql::joined);
        var statement = handle.getConnection().prepareStatement(sql);
        try {
            var place = 0;
            for (var row : all)
                for (var number : row.of().parameters)
                    statement.setObject(++place, row.value(number));
            statement.execute();
            return statement;
        } catch (Throwable e) {
            statement.close();
            throw e;
        }
    }

    private static String joined(List<NamedSql> all) {
        return all.stream().map(sql -> sql.withMarks).collect(Collectors.joining(";\n"));
    }

    private static <T> List<T> read(ResultSet result, Reader<T> reader) throws SQLException {
        try (var rows = result) {
            var found = new ArrayList<T>();
            while (rows.next()) found.add(reader.read(rows));
            return found;
        }
    }

    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    private <T> T using(Handle handle, Row values, Use<T> use) {
        try {
            var statement = KeptStatements.prepare(handle, withMarks);
            try {
                var place = 0;
                for (var number : parameters) statement.setObject(++place, values.value(number));
                return use.of(statement);
            } finally {
                KeptStatements.release(handle, statement);
            }
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /// Executes the statement for each row.
    ///
    /// @throws IllegalArgumentException if a row lacks a value
    public void execute(Handle handle, List<Row> rows) {
        if (rows.isEmpty()) return;
        var same = same(rows);
        try (var statement = handle.getConnection().prepareStatement(sql(rows.getFirst(), same))) {
            for (var row : rows) add(row, same, statement);
            statement.executeBatch();
        } catch (SQLException e) {
            throw new Failed(e);
        }
    }

    /// Numbers and nulls that are the same in all rows, by the numbers of their names. They become
    /// part of the text: binding half of a new mailbox's columns takes longer than writing its row.
    private boolean[] same(List<Row> rows) {
        var first = rows.getFirst().values;
        var same = new boolean[first.length];
        for (var i = 0; i < first.length; i++)
            same[i] = first[i] == null || first[i] instanceof Number;
        for (var row : rows)
            for (var i = 0; i < same.length; i++)
                same[i] = Objects.equals(row.value(i), first[i]) && same[i];
        return same;
    }

    private String sql(Row row, boolean[] same) {
        var sql = new StringBuilder();
        for (var i = 0; i < parameters.size(); i++) {
            var number = parameters.get(i);
            sql.append(texts.get(i)).append(same[number] ? row.values[number] : "?");
        }
        return sql.append(texts.getLast()).toString();
    }

    private void add(Row row, boolean[] same, PreparedStatement statement) throws SQLException {
        var place = 0;
        for (var number : parameters)
            if (!same[number]) statement.setObject(++place, row.values[number]);
        statement.addBatch();
    }
}
