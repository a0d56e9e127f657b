package org.ovalogin.cli.language;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A value that depends on the object of the pipeline, or a constant.
public sealed interface Operand {
    @Nullable Object of(Item item);

    /// The properties that it reads.
    default Stream<String> properties() {
        return Stream.empty();
    }

    /// `$_.Property`
    record Property(String name) implements Operand {
        @Override
        public @Nullable Object of(Item item) {
            return item.property(name);
        }

        @Override
        public Stream<String> properties() {
            return Stream.of(name);
        }
    }

    /// `$_` itself
    record Itself() implements Operand {
        @Override
        public @Nullable Object of(Item item) {
            return item.itself();
        }
    }

    record Constant(@Nullable Object value) implements Operand {
        @Override
        public @Nullable Object of(Item item) {
            return value;
        }

        /// Could be a PIN.
        @Override
        public String toString() {
            return "Constant[…]";
        }
    }

    /// `"a text with $($_.Property)"`
    record Template(List<Operand> parts) implements Operand {
        @Override
        public Object of(Item item) {
            return parts.stream().map(p -> Item.text(p.of(item))).collect(Collectors.joining());
        }

        @Override
        public Stream<String> properties() {
            return parts.stream().flatMap(Operand::properties);
        }
    }

    /// `$_.Property -join ';'`
    record Joined(Operand values, String between) implements Operand {
        @Override
        public Object of(Item item) {
            return values.of(item) instanceof List<?> list
                    ? list.stream().map(Item::text).collect(Collectors.joining(between))
                    : Item.text(values.of(item));
        }

        @Override
        public Stream<String> properties() {
            return values.properties();
        }
    }

    /// Whether a condition holds.
    record Held(Condition condition) implements Operand {
        @Override
        public Object of(Item item) {
            return condition.test(item);
        }

        @Override
        public Stream<String> properties() {
            return condition.properties();
        }
    }

    /// A condition as a value: a value alone is itself, a comparison is true or false.
    static Operand of(Condition condition) {
        return condition instanceof Condition.Truthy(var operand) ? operand : new Held(condition);
    }

    /// The value of a variable.
    ///
    /// @param name with its property, without the dollar
    /// @return empty where there is none of that name
    static Optional<Operand> ofVariable(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        for (var itself : new String[] {"_", "psitem"}) {
            if (lower.equals(itself)) return Optional.of(new Itself());
            if (lower.startsWith(itself + "."))
                return Optional.of(new Property(name.substring(itself.length() + 1)));
        }
        return switch (lower) {
            case "true" -> Optional.of(new Constant(true));
            case "false" -> Optional.of(new Constant(false));
            case "null" -> Optional.of(new Constant(null));
            default -> Optional.empty();
        };
    }
}
