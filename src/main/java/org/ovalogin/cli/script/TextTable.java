package org.ovalogin.cli.script;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.terminal.Quote;

/// Shows objects, a line each. Nothing is cut off, so that all can be copied.
///
/// @param head whether the columns have headings
public record TextTable(PrintWriter out, boolean head) {
    public void print(List<Item> items, List<String> columns) {
        var rows = new ArrayList<List<String>>();
        if (head) {
            var heads = columns.stream().map(c -> heading(c, items)).toList();
            rows.add(heads);
            rows.add(heads.stream().map(h -> "-".repeat(width(h))).toList());
        }
        for (var item : items)
            rows.add(
                    columns.stream()
                            .map(c -> Quote.printable(Item.text(item.properties().get(c))))
                            .toList());
        var widths = new int[columns.size()];
        for (var row : rows)
            for (var i = 0; i < widths.length; i++)
                widths[i] = Math.max(widths[i], width(row.get(i)));
        if (head) out.println();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var i = 0; i < widths.length; i++)
                line.append(padded(row.get(i), widths[i])).append(' ');
            out.println(line.toString().stripTrailing());
        }
    }

    /// Times name their zone.
    private static String heading(String column, List<Item> items) {
        var times = items.stream().anyMatch(i -> i.properties().get(column) instanceof Instant);
        return Quote.printable(column) + (times ? " (UTC)" : "");
    }

    /// Width in columns of the terminal.
    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }
}
