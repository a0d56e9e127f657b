package org.ovalogin.core.parameter;

import java.time.Duration;
import java.util.Locale;
import org.ovalogin.core.input.OutOfRange;

/// The unit of a setting that is a whole number. A time counts in whole units, so that it is kept
/// and shown as the number that an administrator typed.
public enum Unit {
    DIGITS("digits", Duration.ZERO),
    PINS("PINs", Duration.ZERO),
    FAILURES("failures", Duration.ZERO),
    DAYS(Duration.ofDays(1)),
    HOURS(Duration.ofHours(1)),
    MINUTES(Duration.ofMinutes(1)),
    SECONDS(Duration.ofSeconds(1)),
    MILLISECONDS(Duration.ofMillis(1));

    private final String word;
    private final Duration length;

    Unit(Duration length) {
        word = name().toLowerCase(Locale.ROOT);
        this.length = length;
    }

    Unit(String word, Duration length) {
        this.word = word;
        this.length = length;
    }

    /// In the plural, as in `digits`.
    public String word() {
        return word;
    }

    public boolean isTime() {
        return !length.isZero();
    }

    Duration times(int number) {
        return length.multipliedBy(number);
    }

    int in(Duration time) {
        return Math.toIntExact(time.dividedBy(length));
    }

    public void check(String name, Duration found, int lowest, int highest) {
        if (!fits(found, lowest, highest))
            throw new OutOfRange(name, inUnits(found), allowed(lowest, highest));
    }

    void check(UmParameter.About about, Duration found, Range range) {
        if (!fits(found, range.lowest(), range.highest()))
            throw new OutOfRange(
                    about.name(),
                    inUnits(found),
                    allowed(range.lowest(), range.highest()) + ", or " + range.absence());
    }

    private boolean fits(Duration found, int lowest, int highest) {
        return found.compareTo(times(lowest)) >= 0
                && found.compareTo(times(highest)) <= 0
                && found.toNanos() % length.toNanos() == 0;
    }

    /// The number that was typed; a duration where it is no whole number of units.
    private Object inUnits(Duration found) {
        var number = found.dividedBy(length);
        return length.multipliedBy(number).equals(found) ? number : found;
    }

    private String allowed(int lowest, int highest) {
        return "%d to %d whole %s".formatted(lowest, highest, word);
    }
}
