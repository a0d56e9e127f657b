package org.ovalogin.core.parameter;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.input.OutOfRange;

/// A parameter that is a whole number of its unit; empty where its range says so.
public record UmNumber<O, D>(
        About about,
        Range range,
        Function<O, OptionalInt> read,
        BiConsumer<D, OptionalInt> write,
        Consumer<O> verify)
        implements UmParameter<O, D> {
    @Override
    public Optional<Object> value(O object) {
        var number = read.apply(object);
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }

    @Override
    public void check(O object) {
        verify.accept(object);
    }

    public static <O, D> UmNumber<O, D> count(
            About about, Range range, ToIntFunction<O> read, BiConsumer<D, Integer> write) {
        return new UmNumber<>(
                about,
                range,
                object -> OptionalInt.of(read.applyAsInt(object)),
                (draft, number) -> write.accept(draft, number.orElseThrow()),
                object ->
                        Check.range(
                                read.applyAsInt(object),
                                range.lowest(),
                                range.highest(),
                                about.name()));
    }

    public static <O, D> UmNumber<O, D> limit(
            About about,
            Range range,
            Function<O, OptionalInt> read,
            BiConsumer<D, OptionalInt> write) {
        return new UmNumber<>(
                about,
                range,
                read,
                write,
                object -> read.apply(object).ifPresent(number -> limited(about, range, number)));
    }

    private static void limited(About about, Range range, int number) {
        if (number < range.lowest() || number > range.highest())
            throw new OutOfRange(
                    about.name(),
                    number,
                    "%d to %d, or %s".formatted(range.lowest(), range.highest(), range.absence()));
    }

    public static <O, D> UmNumber<O, D> time(
            About about, Range range, Function<O, Duration> read, BiConsumer<D, Duration> write) {
        var unit = range.unit();
        return new UmNumber<>(
                about,
                range,
                object -> OptionalInt.of(unit.in(read.apply(object))),
                (draft, number) -> write.accept(draft, unit.times(number.orElseThrow())),
                object ->
                        unit.check(
                                about.name(), read.apply(object), range.lowest(), range.highest()));
    }

    public static <O, D> UmNumber<O, D> timeLimit(
            About about,
            Range range,
            Function<O, Optional<Duration>> read,
            BiConsumer<D, Optional<Duration>> write) {
        var unit = range.unit();
        return new UmNumber<>(
                about,
                range,
                object ->
                        read.apply(object)
                                .map(time -> OptionalInt.of(unit.in(time)))
                                .orElseGet(OptionalInt::empty),
                (draft, number) ->
                        write.accept(
                                draft,
                                number.isPresent()
                                        ? Optional.of(unit.times(number.getAsInt()))
                                        : Optional.empty()),
                object -> read.apply(object).ifPresent(time -> unit.check(about, time, range)));
    }
}
