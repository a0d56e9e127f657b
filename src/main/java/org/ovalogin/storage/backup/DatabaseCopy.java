package org.ovalogin.storage.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.backup.TableDigest.Sum;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.SetUpException;
import org.ovalogin.storage.database.Table;
import org.ovalogin.storage.database.Tables;

/// Copies a whole database into an empty one of the same release; either may be SQLite or
/// PostgreSQL. Reads the source at one moment, writes the target in one transaction, and reads that
/// back before its commit. For one thread.
final class DatabaseCopy {
    private static final int BATCH = 1000;

    private final CopyProgress progress;

    DatabaseCopy(CopyProgress progress) {
        this.progress = progress;
    }

    /// Copies the source's state at one moment, while others go on writing to it.
    ///
    /// @throws SetUpException if the target is not empty
    /// @throws StoreException if copying fails; the target is then unchanged
    Map<String, Sum> copy(Database source, Database target) {
        return told(() -> source.snapshot(from -> into(target, from)));
    }

    /// Copies the source and keeps everybody from writing to it meanwhile.
    ///
    /// @throws SetUpException as [#copy], or if servers are using the source
    Map<String, Sum> move(Database source, Database target) {
        return told(
                () ->
                        source.alone(
                                from -> {
                                    if (source.dialect().inUse(from)) {
                                        throw new SetUpException(
                                                "servers are using the source database",
                                                "stop them all; their later changes would be missing from the copy");
                                    }
                                    source.dialect().patient(from);
                                    return into(target, from);
                                }));
    }

    private Map<String, Sum> into(Database target, Handle from) {
        return target.alone(
                to -> {
                    target.dialect().patient(to);
                    return copy(from, to);
                });
    }

    private static Map<String, Sum> told(Supplier<Map<String, Sum>> copying) {
        try {
            return copying.get();
        } catch (JdbiException e) {
            throw new StoreException("the database was not copied", e);
        }
    }

    /// @param source in a transaction that sees one moment
    /// @param target in a transaction that the caller commits
    private Map<String, Sum> copy(Handle source, Handle target) {
        try {
            return copy(source.getConnection(), target.getConnection());
        } catch (SQLException e) {
            throw new StoreException("the database was not copied", e);
        }
    }

    private Map<String, Sum> copy(Connection source, Connection target) throws SQLException {
        var from = Tables.of(source);
        var to = Tables.of(target);
        requireSameShape(from, to);
        for (var table : to) requireEmpty(target, table);
        var total = 0L;
        for (var table : from) total += number(source, "select count(*) from " + table.name());
        var done = 0L;
        var sums = new LinkedHashMap<String, Sum>();
        for (var table : to) {
            var sum = copy(source, target, table, done, total);
            if (!digest(target, table).equals(sum)) {
                throw new SQLDataException(
                        "table '%s': the copy differs from the source"
                                .formatted(table.name()));
            }
            goOnCounting(target, table);
            sums.put(table.name(), sum);
            done += sum.rows();
        }
        return sums;
    }

    private static void requireSameShape(List<Table> from, List<Table> to) throws SQLDataException {
        var same =
                from.size() == to.size()
                        && to.stream().allMatch(t -> from.stream().anyMatch(t::sameShape));
        if (!same) {
            throw new SQLDataException(
                    "the source's tables are %s, the target's are %s".formatted(from, to));
        }
    }

    private static void requireEmpty(Connection target, Table table) throws SQLException {
        var rows = number(target, "select count(*) from " + table.name());
        if (rows > 0) {
            throw new SetUpException(
                    "the target database is not empty: table '%s' has %d rows"
                            .formatted(table.name(), rows),
                    "use an empty database");
        }
    }

    private Sum copy(Connection source, Connection target, Table table, long done, long total)
            throws SQLException {
        var digest = new TableDigest();
        try (var select = source.createStatement();
                var insert = target.prepareStatement(table.insert())) {
            select.setFetchSize(BATCH);
            try (var rows = select.executeQuery(table.select())) {
                while (rows.next()) {
                    var values = values(rows, table);
                    digest.add(values);
                    for (var i = 0; i < values.length; i++) insert.setObject(i + 1, values[i]);
                    insert.addBatch();
                    if (digest.rows() % BATCH == 0) {
                        insert.executeBatch();
                        progress.rows(table.name(), done + digest.rows(), total);
                    }
                }
            }
            insert.executeBatch();
        }
        progress.rows(table.name(), done + digest.rows(), total);
        return digest.sum();
    }

    static Sum digest(Connection connection, Table table) throws SQLException {
        var digest = new TableDigest();
        try (var select = connection.createStatement()) {
            select.setFetchSize(BATCH);
            try (var rows = select.executeQuery(table.select())) {
                while (rows.next()) digest.add(values(rows, table));
            }
        }
        return digest.sum();
    }

    private static @Nullable Object[] values(ResultSet row, Table table) throws SQLException {
        var values = new @Nullable Object[table.columns().size()];
        for (var i = 0; i < values.length; i++) values[i] = value(row, i + 1, table);
        return values;
    }

    private static @Nullable Object value(ResultSet row, int column, Table table)
            throws SQLException {
        return switch (row.getObject(column)) {
            case null -> null;
            case Integer number -> number.longValue();
            case Long number -> number;
            case String text -> text;
            case byte[] bytes -> bytes;
            case Object other ->
                    throw new SQLDataException(
                            "column '%s' of table '%s' has a %s; allowed: texts, whole numbers and bytes"
                                    .formatted(
                                            table.columns().get(column - 1),
                                            table.name(),
                                            other.getClass().getSimpleName()));
        };
    }

    /// Continues numbering after the highest number, so that none is used twice.
    private static void goOnCounting(Connection target, Table table) throws SQLException {
        if (table.counting().isEmpty()) return;
        var column = table.counting().get();
        if (number(target, "select count(*) from " + table.name()) == 0) return;
        number(
                target,
                "select setval(pg_get_serial_sequence('%1$s', '%2$s'), (select max(%2$s) from %1$s))"
                        .formatted(table.name(), column));
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
