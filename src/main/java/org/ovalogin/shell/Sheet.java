package org.ovalogin.shell;

import java.io.PrintWriter;
import java.util.List;

/// An object, a line for each property.
record Sheet(PrintWriter out) {
    /// @param patterns of the properties, with wildcards; none: all
    void print(Item item, List<String> patterns) {
        var names = Properties.of(item, patterns.isEmpty() ? List.of("*") : patterns);
        var width = names.stream().mapToInt(Table::width).max().orElse(0);
        out.println();
        for (var name : names)
            out.println(
                    (Table.padded(Quote.printable(name), width)
                                    + " : "
                                    + Quote.printable(Item.text(item.properties().get(name))))
                            .stripTrailing());
    }
}
