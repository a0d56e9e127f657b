package org.ovalogin.storage.database;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table as the database's own catalogue has it.
///
/// @param columns in the order of their names
/// @param counting the column whose values the database counts up by itself, where it has to be
///   told from where on
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

    /// Whether rows of the one are rows of the other, in whatever database they are.
    public boolean sameShape(Table other) {
        return name.equals(other.name) && columns.equals(other.columns);
    }
}
