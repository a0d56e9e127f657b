package org.ovalogin.storage.database;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A database's tables, read from its catalogue, so that a copy includes every table and column
/// that a migration adds.
public final class Tables {
    /// Flyway's record of migrations belongs to each database.
    private static final String MIGRATIONS = "flyway_schema_history";

    /// Begins the names of tables that are made from others, and so are not copied.
    public static final String DERIVED = "search_";

    private Tables() {}

    /// The tables of the connection's schema, each after those that it refers to. Derived tables
    /// are left out.
    public static List<Table> of(Connection connection) throws SQLException {
        var catalogue = connection.getMetaData();
        var references = new TreeMap<String, Set<String>>();
        for (var name : names(connection, catalogue))
            references.put(name, references(connection, catalogue, name));
        var tables = new ArrayList<Table>();
        for (var name : inOrder(references)) tables.add(table(connection, catalogue, name));
        return List.copyOf(tables);
    }

    private static Set<String> names(Connection connection, DatabaseMetaData catalogue)
            throws SQLException {
        var names = new TreeSet<String>();
        try (var rows =
                catalogue.getTables(
                        connection.getCatalog(),
                        connection.getSchema(),
                        "%",
                        new String[] {"TABLE", "PARTITIONED TABLE"})) {
            while (rows.next()) names.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
        }
        names.removeIf(
                name ->
                        name.equals(MIGRATIONS)
                                || name.startsWith("sqlite_")
                                || name.startsWith(DERIVED));
        return names;
    }

    private static Set<String> references(
            Connection connection, DatabaseMetaData catalogue, String table) throws SQLException {
        var others = new TreeSet<String>();
        try (var keys =
                catalogue.getImportedKeys(connection.getCatalog(), connection.getSchema(), table)) {
            while (keys.next()) others.add(keys.getString("PKTABLE_NAME").toLowerCase(Locale.ROOT));
        }
        return others;
    }

    /// @throws IllegalStateException when two tables refer to each other, or one to itself
    public static List<String> inOrder(Map<String, Set<String>> references) {
        var left = new LinkedHashMap<>(references);
        var ordered = new ArrayList<String>();
        while (!left.isEmpty()) {
            var next =
                    left.entrySet().stream()
                            .filter(e -> ordered.containsAll(e.getValue()))
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "tables that refer to each other: "
                                                            + left.keySet()));
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    private static Table table(Connection connection, DatabaseMetaData catalogue, String name)
            throws SQLException {
        var columns = new TreeSet<String>();
        Optional<String> counting = Optional.empty();
        // An underscore in a pattern is any character, so a name may find others too.
        try (var rows =
                catalogue.getColumns(connection.getCatalog(), connection.getSchema(), name, "%")) {
            while (rows.next()) {
                if (!rows.getString("TABLE_NAME").equalsIgnoreCase(name)) continue;
                var column = rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                columns.add(column);
                if (counts(rows)) counting = Optional.of(column);
            }
        }
        return new Table(name, List.copyOf(columns), counting);
    }

    /// SQLite has no such columns: its next number is one more than the greatest there is.
    private static boolean counts(ResultSet column) throws SQLException {
        return "YES".equals(column.getString("IS_AUTOINCREMENT"));
    }
}
