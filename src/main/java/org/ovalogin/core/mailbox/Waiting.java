package org.ovalogin.core.mailbox;

import java.time.Duration;

/// A waiting time in words. Rounded up, so a caller who waits that long is not sent away again.
public final class Waiting {
    private static final long SECONDS_TOLD = 90;
    private static final long MINUTES_TOLD = 90;

    private Waiting() {}

    /// A number of units: `seconds`, `minutes`, `hours`.
    public record Span(long count, String unit) {}

    public static Span of(Duration left) {
        var seconds = Math.max(1, left.plusNanos(999_999_999).toSeconds());
        if (seconds <= SECONDS_TOLD) return new Span(seconds, "seconds");
        var minutes = (seconds + 59) / 60;
        return minutes <= MINUTES_TOLD
                ? new Span(minutes, "minutes")
                : new Span((minutes + 59) / 60, "hours");
    }

    /// For example "1 second", "15 minutes", "24 hours".
    public static String inWords(Duration left) {
        var span = of(left);
        var one = span.unit().substring(0, span.unit().length() - 1);
        return span.count() + " " + (span.count() == 1 ? one : span.unit());
    }
}
