package org.ovalogin.core.parameter;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/// A parameter that is true or false.
public record UmFlag<O, D>(About about, Predicate<O> read, BiConsumer<D, Boolean> write)
        implements UmParameter<O, D> {
    @Override
    public Optional<Object> value(O object) {
        return Optional.of(read.test(object));
    }

    @Override
    public void check(O object) {}
}
