package org.ovalogin.core.signin;

import java.time.Duration;
import java.util.regex.Pattern;

/// How many failures a budget allows: so many at once, and so many more as time goes by, one by
/// one.
///
/// @param failures at once
/// @param more in every `period`
public record Allowance(int failures, int more, Duration period) {
    private static final int MOST = 1_000_000;

    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,7})\\s*\\+\\s*(\\d{1,7})\\s*/\\s*(minute|hour|day)");

    /// What [#of] reads, for people.
    public static final String FORM =
            "off, or as in '100 + 10/hour', with 1 to 1000000, of minute, hour, day";

    public Allowance {
        if (failures < 1 || failures > MOST || more < 1 || more > MOST)
            throw new IllegalArgumentException("an allowance is of 1 to " + MOST + " failures");
    }

    /// Reads `100 + 10/hour`.
    ///
    /// @throws IllegalArgumentException for anything else
    public static Allowance of(String text) {
        var parts = TEXT.matcher(text.strip());
        if (!parts.matches()) throw new IllegalArgumentException("no allowance");
        return new Allowance(
                Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                period(parts.group(3)));
    }

    private static Duration period(String word) {
        return switch (word) {
            case "minute" -> Duration.ofMinutes(1);
            case "hour" -> Duration.ofHours(1);
            default -> Duration.ofDays(1);
        };
    }

    /// The most failures within this time.
    long within(Duration time) {
        return failures + more * time.toMillis() / period.toMillis();
    }

    Allowance twice() {
        return new Allowance(failures * 2, more, period);
    }
}
