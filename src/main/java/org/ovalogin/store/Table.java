package org.ovalogin.store;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A table as the database's own catalogue has it.
///
/// @param columns in the order of their names
/// @param counting the column whose values the database counts up by itself, where it has to be
///   told from where on
record Table(String name, List<String> columns, Optional<String> counting) {
    String select() {
        return "select " + String.join(", ", columns) + " from " + name;
    }

    String insert() {
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
    boolean sameShape(Table other) {
        return name.equals(other.name) && columns.equals(other.columns);
    }
}
