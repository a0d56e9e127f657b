package org.ovalogin.storage.database;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table as the database's catalogue describes it.
///
/// @param columns in the order of their names
/// @param counting the column that the database counts up by itself, if it has to be told the next
///   number
public record Table(String name, List<String> columns, Optional<String> counting) {
    public String select() {
        return "select " + String.join(", ", columns) + " from " + name;
    }

    public String insert() {
        return columns.stream()
                .map(_ -> "?")
                .collect(
                        Collectors.joining(
                                ", ",
                                "insert into "
                                        + name
                                        + " ("
                                        + String.join(", ", columns)
                                        + ") values (",
                                ")"));
    }

    /// Whether the two tables take the same rows, whatever database each is in.
    public boolean sameShape(Table other) {
        return name.equals(other.name) && columns.equals(other.columns);
    }
}
