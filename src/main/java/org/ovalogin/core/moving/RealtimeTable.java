package org.ovalogin.core.moving;

import java.util.List;

/// The table of Asterisk's boxes, whole. Its cells may be passwords.
///
/// @param columns in lower case, in their order
/// @param rows a text for each column; empty for null
public record RealtimeTable(String name, List<String> columns, List<List<String>> rows) {
    public RealtimeTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    @Override
    public String toString() {
        return "RealtimeTable " + name;
    }
}
