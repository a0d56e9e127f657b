package org.ovalogin.core.pin;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.ovalogin.core.pin.PinPolicy.Draft;

/// A policy parameter that is true or false.
public record PolicyFlag(About about, Predicate<PinPolicy> read, BiConsumer<Draft, Boolean> write)
        implements PolicyParameter {
    @Override
    public Optional<Object> value(PinPolicy policy) {
        return Optional.of(read.test(policy));
    }

    @Override
    public void check(PinPolicy policy) {}
}
