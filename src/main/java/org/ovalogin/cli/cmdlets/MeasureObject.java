package org.ovalogin.cli.cmdlets;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Selection;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;

/// `Measure-Object`
final class MeasureObject {
    private static final String NUMBER = "[+-]?\\d{1,18}(\\.\\d{1,9})?";

    private MeasureObject() {}

    static Cmdlet cmdlet() {
        return new Definition("Measure-Object", "Counts objects, or the values of a property.")
                .also("measure")
                .with(
                        Parameter.of("Property", Kind.PROPERTIES, "of these, each by itself")
                                .first(),
                        Parameter.of("Sum", Kind.SWITCH, "their sum"),
                        Parameter.of("Average", Kind.SWITCH, "their average"),
                        Parameter.of("Maximum", Kind.SWITCH, "the greatest"),
                        Parameter.of("Minimum", Kind.SWITCH, "the least"))
                .example("Get-UMMailbox -State Locked | Measure-Object", "how many are locked")
                .example(
                        "Get-UMMailboxPIN | Measure-Object FailedLogons -Sum -Maximum",
                        "failures in all, and at most")
                .taking((bound, session, next) -> new Measuring(bound, next));
    }

    private static final class Measuring implements Stage {
        private final Bound bound;
        private final Stage next;
        private final List<Measure> measures;
        private long count;

        Measuring(Bound bound, Stage next) {
            this.bound = bound;
            this.next = next;
            measures = measures(bound);
        }

        /// Measures plain texts themselves if no property is named.
        private static List<Measure> measures(Bound bound) {
            var named = bound.selections("Property");
            if (!named.isEmpty()) return named.stream().map(Measure::new).toList();
            return Stream.of("Sum", "Average", "Maximum", "Minimum").anyMatch(bound::on)
                    ? List.of(new Measure(new Selection.Named(Item.TEXT)))
                    : List.of();
        }

        @Override
        public boolean accept(Item item) {
            count++;
            for (var measure : measures) measure.take(item, bound);
            return true;
        }

        @Override
        public void end() {
            if (measures.isEmpty()) {
                var counted = new LinkedHashMap<String, @Nullable Object>();
                counted.put("Count", count);
                next.accept(Item.of(Item.Type.OTHER, counted));
            }
            for (var measure : measures) if (!next.accept(measure.shown(bound))) break;
            next.end();
        }
    }

    /// The values of one property so far.
    private static final class Measure {
        private final Selection property;
        private final List<Object> values = new ArrayList<>();

        Measure(Selection property) {
            this.property = property;
        }

        /// An object without a value is not counted.
        void take(Item item, Bound bound) {
            var value = Selection.value(item, property);
            if (value == null || Item.text(value).isBlank()) return;
            var numbers = bound.on("Sum") || bound.on("Average");
            values.add(measurable(value, numbers));
        }

        private Object measurable(Object value, boolean number) {
            if (value instanceof Instant && !number) return value;
            var text = Item.text(value).strip();
            if (text.matches(NUMBER)) return new BigDecimal(text);
            if (!number) return text;
            throw ShellException.usage(
                    "%s is no number: %s".formatted(name(), Quote.of(text)),
                    "-Minimum and -Maximum take texts and times too");
        }

        Item shown(Bound bound) {
            var shown = new LinkedHashMap<String, @Nullable Object>();
            shown.put("Count", (long) values.size());
            if (bound.on("Average")) shown.put("Average", average());
            if (bound.on("Sum")) shown.put("Sum", sum());
            if (bound.on("Maximum"))
                shown.put("Maximum", values.stream().max(SortObject::compare).orElse(null));
            if (bound.on("Minimum"))
                shown.put("Minimum", values.stream().min(SortObject::compare).orElse(null));
            shown.put("Property", name());
            return Item.of(Item.Type.OTHER, shown);
        }

        private BigDecimal sum() {
            return values.stream()
                    .map(v -> (BigDecimal) v)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private @Nullable BigDecimal average() {
            if (values.isEmpty()) return null;
            var exact = sum().divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
            return new BigDecimal(exact.stripTrailingZeros().toPlainString());
        }

        private String name() {
            return switch (property) {
                case Selection.Named(var name) -> name;
                case Selection.Calculated(var name, _) -> name;
            };
        }
    }
}
