package org.ovalogin.core.parameter;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ovalogin.core.input.TimeZone;

/// A parameter that is a time zone, or none.
public record UmZone<O, D>(
        About about,
        Function<O, Optional<TimeZone>> read,
        Function<D, Optional<TimeZone>> before,
        BiConsumer<D, Optional<TimeZone>> write)
        implements UmParameter<O, D> {
    @Override
    public Optional<Object> value(O object) {
        return read.apply(object).map(TimeZone::name);
    }

    @Override
    public void check(O object) {}
}
