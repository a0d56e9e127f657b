package org.ovalogin.cli.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A property that a cmdlet selects of its objects.
public sealed interface Selection {
    /// The properties that it reads, by name.
    Stream<String> properties();

    /// @param pattern a name, or a pattern with `*` and `?`
    record Named(String pattern) implements Selection {
        @Override
        public Stream<String> properties() {
            return Wildcard.in(pattern) ? Stream.empty() : Stream.of(pattern);
        }
    }

    /// @param name empty where an expression has none
    record Calculated(String name, Operand operand) implements Selection {
        @Override
        public Stream<String> properties() {
            return operand.properties();
        }
    }

    /// The object with the selected properties alone, under the names that were asked for where a
    /// property has several.
    ///
    /// @throws ShellException where a name is no property's; a pattern may find none
    static Item asked(Item item, List<Selection> selections) {
        return of(item, selections, Item::asked);
    }

    /// The same under the usual names.
    static Item usual(Item item, List<Selection> selections) {
        return of(item, selections, Item::spelled);
    }

    private static Item of(
            Item item, List<Selection> selections, BiFunction<Item, String, String> named) {
        var properties = new LinkedHashMap<String, @Nullable Object>();
        for (var selection : selections)
            switch (selection) {
                case Calculated(var name, var operand) -> properties.put(name, operand.of(item));
                case Named(var pattern) when Wildcard.in(pattern) -> {
                    var wildcard = Comparison.wildcard(pattern);
                    for (var name : item.properties().keySet())
                        if (wildcard.matcher(name).matches())
                            properties.putIfAbsent(name, item.property(name));
                }
                case Named(var name) ->
                        properties.putIfAbsent(named.apply(item, name), item.property(name));
            }
        return new Item(item.type(), item.id(), properties);
    }

    /// The value of one selection that is no pattern.
    static @Nullable Object value(Item item, Selection selection) {
        return switch (selection) {
            case Named(var name) -> item.property(name);
            case Calculated(_, var operand) -> operand.of(item);
        };
    }
}
