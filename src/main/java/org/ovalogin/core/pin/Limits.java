package org.ovalogin.core.pin;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.ovalogin.core.input.OutOfRange;

/// Checks settings against their ranges. A duration counts in whole units, so that it can be kept
/// and shown as the number an administrator typed.
enum Limits {
    DAYS(Duration.ofDays(1)),
    HOURS(Duration.ofHours(1)),
    MINUTES(Duration.ofMinutes(1)),
    MILLISECONDS(Duration.ofMillis(1));

    private final Duration unit;

    Limits(Duration unit) {
        this.unit = unit;
    }

    static void count(String name, int found, int lowest, int highest) {
        if (found < lowest || found > highest) {
            throw refused(name, found, "%d to %d".formatted(lowest, highest));
        }
    }

    static void count(String name, OptionalInt found, int lowest, int highest) {
        var number = found.orElse(lowest);
        if (number < lowest || number > highest) {
            throw refused(name, number, "%d to %d, or Unlimited".formatted(lowest, highest));
        }
    }

    void check(String name, Duration found, int lowest, int highest) {
        if (!fits(found, lowest, highest))
            throw refused(name, inUnits(found), range(lowest, highest));
    }

    void check(String name, Optional<Duration> found, int lowest, int highest) {
        if (found.isPresent() && !fits(found.get(), lowest, highest)) {
            throw refused(name, inUnits(found.get()), range(lowest, highest) + ", or Unlimited");
        }
    }

    private boolean fits(Duration found, int lowest, int highest) {
        return found.compareTo(unit.multipliedBy(lowest)) >= 0
                && found.compareTo(unit.multipliedBy(highest)) <= 0
                && found.toNanos() % unit.toNanos() == 0;
    }

    /// As it was typed, where it was typed as a number of units.
    private Object inUnits(Duration found) {
        var number = found.dividedBy(unit);
        return unit.multipliedBy(number).equals(found) ? number : found;
    }

    private String range(int lowest, int highest) {
        return "%d to %d whole %s".formatted(lowest, highest, name().toLowerCase(Locale.ROOT));
    }

    private static OutOfRange refused(String name, Object found, String allowed) {
        return new OutOfRange(name, found, allowed);
    }
}
