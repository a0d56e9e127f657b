package org.ovalogin.cli.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The condition of `Where-Object`.
public sealed interface Condition {
    boolean test(Item item);

    /// Whether it holds for everything, because a pattern has lost its letters.
    default boolean always() {
        return false;
    }

    record Compare(Operand left, Comparison comparison, Operand right) implements Condition {
        @Override
        public boolean test(Item item) {
            return comparison.holds(left.of(item), right.of(item));
        }

        @Override
        public boolean always() {
            return comparison == Comparison.LIKE
                    && right instanceof Operand.Constant(String pattern)
                    && Wildcard.everything(pattern);
        }
    }

    /// A value alone holds unless it is null, false, zero or empty.
    record Truthy(Operand operand) implements Condition {
        @Override
        public boolean test(Item item) {
            return switch (operand.of(item)) {
                case null -> false;
                case Boolean b -> b;
                case Number n -> n.doubleValue() != 0;
                case String s -> !s.isEmpty();
                case List<?> l -> !l.isEmpty();
                default -> true;
            };
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean test(Item item) {
            return !condition.test(item);
        }
    }

    record Both(Condition first, Condition second) implements Condition {
        @Override
        public boolean test(Item item) {
            return first.test(item) && second.test(item);
        }

        @Override
        public boolean always() {
            return first.always() && second.always();
        }
    }

    record Either(Condition first, Condition second) implements Condition {
        @Override
        public boolean test(Item item) {
            return first.test(item) || second.test(item);
        }

        @Override
        public boolean always() {
            return first.always() || second.always();
        }
    }

    /// One side of a comparison.
    sealed interface Operand {
        @Nullable Object of(Item item);

        record Property(String name) implements Operand {
            @Override
            public @Nullable Object of(Item item) {
                return item.property(name);
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
        }
    }
}
