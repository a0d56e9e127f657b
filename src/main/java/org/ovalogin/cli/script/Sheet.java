package org.ovalogin.cli.script;

import java.io.PrintWriter;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.terminal.Quote;

/// Shows one object, a line for each property.
public record Sheet(PrintWriter out) {
    public void print(Item item) {
        var names = item.properties().keySet();
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
