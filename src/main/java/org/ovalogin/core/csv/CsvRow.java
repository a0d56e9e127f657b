package org.ovalogin.core.csv;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A row of a CSV file. Its cells may hold PINs.
///
/// @param cells by the names of their columns, in lower case
/// @param where file and line, for messages
/// @param line counted from 1
public record CsvRow(Map<String, String> cells, String where, int line) {
    public CsvRow {
        cells = Map.copyOf(cells);
    }

    /// The first of these columns with a text; `First+Last` joins two. Empty where none has any.
    public Optional<String> text(List<String> columns) {
        return columns.stream().map(this::joined).filter(t -> !t.isEmpty()).findFirst();
    }

    private String joined(String columns) {
        return String.join(
                        " ",
                        List.of(columns.split("\\+")).stream()
                                .map(c -> cells.getOrDefault(CsvRows.key(c), ""))
                                .toList())
                .strip();
    }

    @Override
    public String toString() {
        return "row at " + where;
    }
}
