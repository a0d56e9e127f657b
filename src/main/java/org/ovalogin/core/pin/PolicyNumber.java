package org.ovalogin.core.pin;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.pin.PinPolicy.Draft;

/// A policy parameter that is a whole number of its unit; empty: Unlimited.
public record PolicyNumber(
        About about,
        Range range,
        Function<PinPolicy, OptionalInt> read,
        BiConsumer<Draft, OptionalInt> write,
        Consumer<PinPolicy> verify)
        implements PolicyParameter {
    @Override
    public Optional<Object> value(PinPolicy policy) {
        var number = read.apply(policy);
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    @Override
    public void check(PinPolicy policy) {
        verify.accept(policy);
    }

    static PolicyNumber count(
            About about,
            Range range,
            ToIntFunction<PinPolicy> read,
            BiConsumer<Draft, Integer> write) {
        return new PolicyNumber(
                about,
                range,
                policy -> OptionalInt.of(read.applyAsInt(policy)),
                (draft, number) -> write.accept(draft, number.orElseThrow()),
                policy ->
                        Check.range(
                                read.applyAsInt(policy),
                                range.lowest(),
                                range.highest(),
                                about.name()));
    }

    static PolicyNumber limit(
            About about,
            Range range,
            Function<PinPolicy, OptionalInt> read,
            BiConsumer<Draft, OptionalInt> write) {
        return new PolicyNumber(
                about,
                range,
                read,
                write,
                policy -> read.apply(policy).ifPresent(number -> limited(about, range, number)));
    }

    private static void limited(About about, Range range, int number) {
        if (number < range.lowest() || number > range.highest())
            throw new OutOfRange(
                    about.name(),
                    number,
                    "%d to %d, or Unlimited".formatted(range.lowest(), range.highest()));
    }

    static PolicyNumber time(
            About about,
            Range range,
            Function<PinPolicy, Duration> read,
            BiConsumer<Draft, Duration> write) {
        var unit = range.unit();
        return new PolicyNumber(
                about,
                range,
                policy -> OptionalInt.of(unit.in(read.apply(policy))),
                (draft, number) -> write.accept(draft, unit.times(number.orElseThrow())),
                policy ->
                        unit.check(
                                about.name(), read.apply(policy), range.lowest(), range.highest()));
    }

    static PolicyNumber timeLimit(
            About about,
            Range range,
            Function<PinPolicy, Optional<Duration>> read,
            BiConsumer<Draft, Optional<Duration>> write) {
        var unit = range.unit();
        return new PolicyNumber(
                about,
                range,
                policy ->
                        read.apply(policy)
                                .map(time -> OptionalInt.of(unit.in(time)))
                                .orElseGet(OptionalInt::empty),
                (draft, number) ->
                        write.accept(
                                draft,
                                number.isPresent()
                                        ? Optional.of(unit.times(number.getAsInt()))
                                        : Optional.empty()),
                policy ->
                        unit.check(
                                about.name(), read.apply(policy), range.lowest(), range.highest()));
    }
}
