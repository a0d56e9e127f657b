package org.ovalogin.core.pin;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.pin.PinPolicy.Draft;

/// A policy parameter that is simple HTML for letters; may be empty.
///
/// @param longest in characters
public record PolicyWording(
        About about, int longest, Function<PinPolicy, String> read, BiConsumer<Draft, String> write)
        implements PolicyParameter {
    @Override
    public Optional<Object> value(PinPolicy policy) {
        return Optional.of(read.apply(policy));
    }

    @Override
    public void check(PinPolicy policy) {
        Check.range(read.apply(policy).length(), 0, longest, name());
    }
}
