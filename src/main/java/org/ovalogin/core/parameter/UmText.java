package org.ovalogin.core.parameter;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/// A parameter that is a text; empty where its form says so.
public record UmText<O, D>(
        About about,
        TextForm form,
        Function<O, Optional<String>> read,
        BiConsumer<D, Optional<String>> write)
        implements UmParameter<O, D> {
    /// A text that is always there, and may have no characters if its form says so.
    public static <O, D> UmText<O, D> of(
            About about, TextForm form, Function<O, String> read, BiConsumer<D, String> write) {
        return new UmText<>(
                about,
                form,
                object -> Optional.of(read.apply(object)),
                (draft, text) -> write.accept(draft, text.orElse("")));
    }

    @Override
    public Optional<Object> value(O object) {
        return read.apply(object).map(text -> text);
    }

    @Override
    public void check(O object) {
        read.apply(object).ifPresent(text -> form.check(name(), text));
    }
}
