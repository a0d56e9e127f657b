package org.ovalogin.storage.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.Table;
import org.ovalogin.storage.database.Tables;

/// Puts rows into every table that the catalogue has, whatever migrations come. Each refers to the
/// row of the same number where it refers to another table.
public final class RowInEachTable {
    private RowInEachTable() {}

    public static void fill(Database database, int rows, String... butNot) {
        database.writer()
                .useTransaction(
                        handle -> {
                            try {
                                fill(handle.getConnection(), rows, Set.of(butNot));
                            } catch (SQLException e) {
                                throw new IllegalStateException(e);
                            }
                        });
    }

    /// The rows of each table, as texts.
    public static Map<String, List<String>> of(Database database) {
        return database.snapshot(
                handle -> {
                    try {
                        var all = new TreeMap<String, List<String>>();
                        for (var table : Tables.of(handle.getConnection()))
                            all.put(
                                    table.name(),
                                    handle
                                            .createQuery(table.select())
                                            .map((row, _) -> text(row, table))
                                            .list()
                                            .stream()
                                            .sorted()
                                            .toList());
                        return all;
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static String text(ResultSet row, Table table) throws SQLException {
        var values = new ArrayList<String>();
        for (var i = 1; i <= table.columns().size(); i++)
            values.add(
                    row.getObject(i) instanceof byte[] bytes
                            ? Arrays.toString(bytes)
                            : String.valueOf(row.getObject(i)));
        return values.toString();
    }

    private static void fill(Connection connection, int rows, Set<String> butNot)
            throws SQLException {
        for (var table : Tables.of(connection)) {
            if (butNot.contains(table.name())) continue;
            var types = types(connection, table);
            try (var insert = connection.prepareStatement(table.insert())) {
                for (var row = 1; row <= rows; row++) {
                    for (var i = 0; i < types.size(); i++)
                        insert.setObject(i + 1, value(types.get(i), row));
                    insert.execute();
                }
            }
        }
    }

    private record Type(String name, int size) {}

    private static List<Type> types(Connection connection, Table table) throws SQLException {
        var types = new ArrayList<Type>();
        for (var column : table.columns()) {
            try (var found =
                    connection
                            .getMetaData()
                            .getColumns(null, connection.getSchema(), table.name(), column)) {
                found.next();
                var name = found.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                types.add(new Type(name, found.getInt("COLUMN_SIZE")));
            }
        }
        return types;
    }

    private static Object value(Type type, int row) {
        var text = "é-%03d".formatted(row); // no longer than any column is wide
        if (type.name().contains("int")) return (long) row;
        if (type.name().contains("byte") || type.name().contains("blob"))
            return new byte[] {(byte) row, 0, -1};
        if (type.name().startsWith("char") || type.name().startsWith("bpchar"))
            return text + "x".repeat(type.size() - text.length());
        if (type.name().contains("char") || type.name().contains("text")) return text;
        throw new AssertionError("DatabaseCopy does not know columns of the " + type);
    }
}
