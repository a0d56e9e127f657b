package org.ovalogin.core.parameter;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ovalogin.core.input.Check;

/// A parameter that is a list of texts without commas; may be empty.
///
/// @param most texts at most
/// @param each the form of one text
public record UmList<O, D>(
        About about,
        int most,
        TextForm each,
        Function<O, List<String>> read,
        BiConsumer<D, List<String>> write)
        implements UmParameter<O, D> {
    @Override
    public Optional<Object> value(O object) {
        return Optional.of(read.apply(object));
    }

    @Override
    public void check(O object) {
        var texts = read.apply(object);
        Check.range(texts.size(), 0, most, name());
        texts.forEach(text -> each.check(name(), text));
    }
}
