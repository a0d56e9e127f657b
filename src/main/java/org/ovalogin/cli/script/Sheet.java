package org.ovalogin.cli.script;

import java.io.PrintWriter;
import java.util.List;
import org.ovalogin.cli.terminal.Quote;

/// Shows one object, a line for each property.
public record Sheet(PrintWriter out) {
    /// @param patterns of the properties, with wildcards; none: all
    public void print(Item item, List<String> patterns) {
        var names = Properties.of(item, patterns.isEmpty() ? List.of("*") : patterns);
        var width = names.stream().mapToInt(TextTable::width).max().orElse(0);
        out.println();
        for (var name : names)
            out.println(
                    (TextTable.padded(Quote.printable(name), width)
                                    + " : "
                                    + Quote.printable(Item.text(item.properties().get(name))))
                            .stripTrailing());
    }
}
