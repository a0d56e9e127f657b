package org.ovalogin.cli.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A typed value of a parameter.
public sealed interface Value {
    /// A word or a string.
    record Text(String text) implements Value {
        /// Could be a PIN.
        @Override
        public String toString() {
            return "Text[…]";
        }
    }

    /// `$true`, `$false`.
    record Truth(boolean value) implements Value {}

    /// `$null`.
    record Nothing() implements Value {}

    /// `a,b`.
    record Many(List<Value> values) implements Value {}

    /// `{ … }` as a condition.
    record Block(Condition condition) implements Value {}

    /// `{ … }` as pipelines, which are run for each object.
    record Script(List<List<CmdletCall>> pipelines) implements Value {}

    /// `@{Name='…'; Expression={…}}`.
    record Calculated(String name, Operand operand) implements Value {}

    /// `$_.Property`, or a text with such in it: has a value once there is an object.
    record Of(Operand operand) implements Value {}

    /// The object of a pipeline.
    record Whole(Item item) implements Value {}

    /// The same with the values of an object in it. They are values, whatever characters they have.
    default Value filled(Item item) {
        return switch (this) {
            case Of(Operand.Itself()) -> new Whole(item);
            case Of(var operand) -> of(operand.of(item));
            case Many(var values) -> new Many(values.stream().map(v -> v.filled(item)).toList());
            default -> this;
        };
    }

    private static Value of(@Nullable Object value) {
        return switch (value) {
            case null -> new Nothing();
            case Boolean truth -> new Truth(truth);
            case Item item -> new Whole(item);
            case List<?> list -> new Many(list.stream().map(Value::of).toList());
            default -> new Text(Item.text(value));
        };
    }

    /// Whether it has a value with an object only.
    default boolean open() {
        return switch (this) {
            case Of _ -> true;
            case Many(var values) -> values.stream().anyMatch(Value::open);
            default -> false;
        };
    }
}
