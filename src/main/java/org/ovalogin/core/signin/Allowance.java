package org.ovalogin.core.signin;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Failures that a budget allows: so many at once, and so many more as time goes by, one by one.
/// Size and refill of a token bucket.
///
/// @param failures at once
/// @param more in every `period`
public record Allowance(int failures, int more, Duration period) {
    private static final int MOST = 1_000_000;

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,7})\\s*\\+\\s*(\\d{1,7})\\s*/\\s*(minute|hour|day)");

    /// The form that [#of] reads, in words for people.
    public static final String FORM =
            "off, or as in '100 + 10/hour', with 1 to 1000000, of minute, hour, day";

    public Allowance {
        if (failures < 1 || failures > 2 * MOST || more < 1 || more > MOST)
            throw new IllegalArgumentException("an allowance is of 1 to " + MOST + " failures");
    }

    /// Reads `100 + 10/hour`.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Allowance of(String text) {
        var parts = TEXT.matcher(text.strip());
        if (!parts.matches()) throw new IllegalArgumentException("no allowance");
        var failures = Integer.parseInt(parts.group(1));
        if (failures > MOST) throw new IllegalArgumentException("more than " + MOST + " failures");
        return new Allowance(failures, Integer.parseInt(parts.group(2)), period(parts.group(3)));
    }

    private static Duration period(String word) {
        return switch (word) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    /// Microseconds that a token takes to come back, rounded up so that none comes early.
    public long step() {
        return Math.ceilDiv(TimeUnit.NANOSECONDS.toMicros(period.toNanos()), more);
    }

    /// Microseconds that an empty bucket takes to fill.
    public long span() {
        return failures * step();
    }

    /// The most failures within this time.
    long within(Duration time) {
        return failures + more * time.toMillis() / period.toMillis();
    }

    /// Room for as many failures again, which only delay.
    Allowance twice() {
        return new Allowance(failures * 2, more, period);
    }
}
