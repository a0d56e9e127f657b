package org.ovalogin.cli.terminal;

import java.io.PrintWriter;
import java.util.List;

/// Prints rows of texts, each column as wide as its widest text.
public final class AlignedColumns {
    private AlignedColumns() {}

    /// @param rows all of the same length, the head first
    public static void print(List<List<String>> rows, PrintWriter out) {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (var i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], row.get(i).length());
        }
        for (var row : rows) {
            var line = new StringBuilder();
            for (var i = 0; i < widths.length; i++)
                line.append(row.get(i)).repeat(' ', widths[i] + 2 - row.get(i).length());
            out.println(line.toString().stripTrailing());
        }
    }
}
