package org.ovalogin.cli.language;

import java.util.List;
import java.util.stream.Stream;

/// The condition of `Where-Object`.
public sealed interface Condition {
    boolean test(Item item);

    /// The properties that it reads.
    Stream<String> properties();

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
        public Stream<String> properties() {
            return Stream.concat(left.properties(), right.properties());
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

        @Override
        public Stream<String> properties() {
            return operand.properties();
        }
    }

    record Not(Condition condition) implements Condition {
        @Override
        public boolean test(Item item) {
            return !condition.test(item);
        }

        @Override
        public Stream<String> properties() {
            return condition.properties();
        }
    }

    record Both(Condition first, Condition second) implements Condition {
        @Override
        public boolean test(Item item) {
            return first.test(item) && second.test(item);
        }

        @Override
        public Stream<String> properties() {
            return Stream.concat(first.properties(), second.properties());
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
        public Stream<String> properties() {
            return Stream.concat(first.properties(), second.properties());
        }

        @Override
        public boolean always() {
            return first.always() || second.always();
        }
    }
}
