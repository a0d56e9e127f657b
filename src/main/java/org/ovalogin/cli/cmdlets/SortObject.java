package org.ovalogin.cli.cmdlets;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Selection;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.terminal.ShellException;

/// `Sort-Object`
final class SortObject {
    private SortObject() {}

    static Cmdlet cmdlet() {
        return new Definition("Sort-Object", "Puts objects in order.")
                .also("sort")
                .with(
                        Parameter.of("Property", Kind.PROPERTIES, "by these").first().needed(),
                        Parameter.of("Descending", Kind.SWITCH, "the greatest first"),
                        Parameter.of("Unique", Kind.SWITCH, "one of those that are equal"))
                .example(
                        "Get-UMMailboxPIN | Sort-Object FailedLogons -Descending",
                        "most failures first")
                .taking(
                        (bound, session, next) -> {
                            if (bound.selections("Property").isEmpty())
                                throw ShellException.usage(
                                        "-Property is missing", "as in Sort-Object DisplayName");
                            return new Sorting(bound, next);
                        });
    }

    /// Numbers and times by their size, all else as texts.
    static int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && other instanceof Number)
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
        if (one instanceof Instant a && other instanceof Instant b) return a.compareTo(b);
        return Item.text(one).compareToIgnoreCase(Item.text(other));
    }

    /// Compares the values of some properties.
    static Comparator<Item> by(List<Selection> properties) {
        Comparator<Item> order = (_, _) -> 0;
        for (var property : properties)
            order =
                    order.thenComparing(
                            item -> Selection.value(item, property), SortObject::compare);
        return order;
    }

    private static final class Sorting implements Stage {
        private final Bound bound;
        private final Stage next;
        private final List<Selection> properties;
        private final List<Item> items = new ArrayList<>();

        Sorting(Bound bound, Stage next) {
            this.bound = bound;
            this.next = next;
            properties = bound.selections("Property");
        }

        @Override
        public boolean accept(Item item) {
            // a misspelt property is an error of the first object
            for (var property : properties) Selection.value(item, property);
            items.add(item);
            return true;
        }

        @Override
        public void end() {
            var order = by(properties);
            items.sort(bound.on("Descending") ? order.reversed() : order);
            Item before = null;
            for (var item : items) {
                if (bound.on("Unique") && before != null && order.compare(before, item) == 0)
                    continue;
                before = item;
                if (!next.accept(item)) break;
            }
            next.end();
        }
    }
}
