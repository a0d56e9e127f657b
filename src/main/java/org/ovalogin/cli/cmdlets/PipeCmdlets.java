package org.ovalogin.cli.cmdlets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Comparison;
import org.ovalogin.cli.script.Condition;
import org.ovalogin.cli.script.Condition.Operand;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Item;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.Properties;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.script.Value;
import org.ovalogin.cli.terminal.ShellException;

/// Cmdlets that select, sort and count the objects of a pipeline and their properties.
public final class PipeCmdlets {
    private PipeCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(where(), select(), sort(), measure());
    }

    private static Cmdlet where() {
        var definition =
                new Definition("Where-Object", "Lets through what a condition holds for.")
                        .also("where", "?")
                        .with(
                                Parameter.of(
                                                "Property",
                                                Kind.ANY,
                                                "a property's name, or a condition in braces")
                                        .first()
                                        .needed()
                                        .also("FilterScript"));
        for (var comparison : Comparison.values())
            definition.with(
                    Parameter.of(
                            comparison.name().toLowerCase(Locale.ROOT),
                            Kind.ANY,
                            "what to compare the property with"));
        return definition
                .example(
                        "Get-UMMailbox | Where-Object { $_.LockedOut -eq $true -and $_.UMDialPlan -like 'p*' }",
                        "comparisons: " + Comparison.all() + "; -and -or -not ( )")
                .example("Get-UMMailboxPIN | ? FailedLogons -ge 3", "the short form")
                .taking(
                        (bound, session, next) -> {
                            var condition = condition(bound);
                            return new Passing(next) {
                                @Override
                                public boolean accept(Item item) {
                                    return !condition.test(item) || next.accept(item);
                                }
                            };
                        });
    }

    private static Condition condition(Bound bound) {
        var compared =
                Arrays.stream(Comparison.values())
                        .filter(c -> bound.has(c.name().toLowerCase(Locale.ROOT)))
                        .toList();
        if (bound.any("Property") instanceof Value.Block(var condition)) {
            if (compared.isEmpty()) return condition;
            throw ShellException.usage(
                    "there is a comparison after the braces", "put it within them");
        }
        if (!(bound.any("Property") instanceof Value.Text(var name)) || compared.size() > 1)
            throw ShellException.usage(
                    "this is no condition that is known here",
                    "Where-Object Property -eq value, or Where-Object { $_.Property -eq value -and … }");
        var property = new Operand.Property(name);
        if (compared.isEmpty()) return new Condition.Truthy(property);
        var comparison = compared.getFirst();
        var right = plain(bound.any(comparison.name().toLowerCase(Locale.ROOT)));
        comparison.check(Item.text(right));
        return new Condition.Compare(property, comparison, new Operand.Constant(right));
    }

    private static @Nullable Object plain(Object value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Truth(var truth) -> truth;
            case Value.Nothing _ -> null;
            default ->
                    throw ShellException.usage(
                            "a property is compared with one value", "quote it if it has a comma");
        };
    }

    private static Cmdlet select() {
        return new Definition("Select-Object", "Takes some of the objects, or of their properties.")
                .also("select")
                .with(
                        Parameter.of("Property", Kind.LIST, "names, with * and ?").first(),
                        Parameter.of("First", Kind.NUMBER, "that many from the beginning"),
                        Parameter.of("Last", Kind.NUMBER, "that many from the end"),
                        Parameter.of("Skip", Kind.NUMBER, "all but that many"),
                        Parameter.of(
                                "ExpandProperty", Kind.TEXT, "the values of this property alone"))
                .example(
                        "Get-UMMailbox | Select-Object DisplayName,Extensions -First 10",
                        "the first ten")
                .example("Get-UMMailbox | Select-Object -ExpandProperty Identity", "addresses only")
                .taking(
                        (bound, session, next) -> {
                            if (bound.has("Last") && (bound.has("First") || bound.has("Skip")))
                                throw ShellException.usage(
                                        "-Last goes with neither -First nor -Skip", "");
                            return new Selecting(bound, next);
                        });
    }

    private static final class Selecting extends Passing {
        private final Bound bound;
        private final Optional<Long> last;
        private final ArrayDeque<Item> latest = new ArrayDeque<>();
        private long left;
        private long skip;

        Selecting(Bound bound, Stage next) {
            super(next);
            this.bound = bound;
            this.last = bound.number("Last");
            this.left = bound.number("First").orElse(Long.MAX_VALUE);
            this.skip = bound.number("Skip").orElse(0L);
        }

        @Override
        public boolean accept(Item item) {
            if (last.isPresent()) {
                latest.add(item);
                if (latest.size() > last.get()) latest.remove();
                return true;
            }
            if (skip > 0) {
                skip--;
                return true;
            }
            return left-- > 0 && give(item) && left > 0;
        }

        @Override
        public void end() {
            for (var item : latest) if (!give(item)) break;
            super.end();
        }

        private boolean give(Item item) {
            var expanded = bound.text("ExpandProperty");
            if (expanded.isPresent()) {
                var value = item.property(expanded.get());
                for (var one : value instanceof List<?> list ? list : List.of(Item.text(value)))
                    if (!next.accept(Item.ofText(Item.text(one)))) return false;
                return true;
            }
            var wanted = bound.list("Property");
            if (wanted.isEmpty()) return next.accept(item);
            var properties = new LinkedHashMap<String, @Nullable Object>();
            for (var name : Properties.asked(item, wanted))
                properties.put(name, item.property(name));
            return next.accept(new Item(item.type(), item.id(), properties));
        }
    }

    private static Cmdlet sort() {
        return new Definition("Sort-Object", "Puts objects in order.")
                .also("sort")
                .with(
                        Parameter.of("Property", Kind.LIST, "by these").first().needed(),
                        Parameter.of("Descending", Kind.SWITCH, "the greatest first"))
                .example(
                        "Get-UMMailboxPIN | Sort-Object FailedLogons -Descending",
                        "most failures first")
                .taking(
                        (bound, session, next) -> {
                            if (bound.list("Property").isEmpty())
                                throw ShellException.usage(
                                        "-Property is missing", "as in Sort-Object DisplayName");
                            return new Sorting(bound, next);
                        });
    }

    private static final class Sorting implements Stage {
        private final Bound bound;
        private final Stage next;
        private final List<Item> items = new ArrayList<>();

        Sorting(Bound bound, Stage next) {
            this.bound = bound;
            this.next = next;
        }

        @Override
        public boolean accept(Item item) {
            for (var name : bound.list("Property")) item.spelled(name);
            items.add(item);
            return true;
        }

        @Override
        public void end() {
            Comparator<Item> order = (_, _) -> 0;
            for (var name : bound.list("Property"))
                order = order.thenComparing(item -> item.property(name), Sorting::compare);
            items.sort(bound.on("Descending") ? order.reversed() : order);
            for (var item : items) if (!next.accept(item)) break;
            next.end();
        }

        private static int compare(@Nullable Object one, @Nullable Object other) {
            if (one instanceof Long a && other instanceof Long b) return a.compareTo(b);
            if (one instanceof java.time.Instant a && other instanceof java.time.Instant b)
                return a.compareTo(b);
            return Item.text(one).compareToIgnoreCase(Item.text(other));
        }
    }

    private static Cmdlet measure() {
        return new Definition("Measure-Object", "Counts objects.")
                .also("measure")
                .example("Get-UMMailbox -State Locked | Measure-Object", "how many are locked")
                .taking((bound, session, next) -> new Counting(next));
    }

    private static final class Counting implements Stage {
        private final Stage next;
        private long count;

        Counting(Stage next) {
            this.next = next;
        }

        @Override
        public boolean accept(Item item) {
            count++;
            return true;
        }

        @Override
        public void end() {
            next.accept(Item.of(Item.Type.OTHER, Map.of("Count", count)));
            next.end();
        }
    }

    /// A stage that keeps nothing back.
    private abstract static class Passing implements Stage {
        final Stage next;

        Passing(Stage next) {
            this.next = next;
        }

        @Override
        public void show() {
            next.show();
        }

        @Override
        public void end() {
            next.end();
        }
    }
}
