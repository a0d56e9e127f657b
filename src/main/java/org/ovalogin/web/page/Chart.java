package org.ovalogin.web.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ovalogin.core.mailbox.HourlyCount;

/// Hourly counts as a row of bars, drawn as SVG.
///
/// @param key names its texts and its class in the stylesheet
/// @param most the highest count of all bars, at least 1
public record Chart(String key, List<Bar> bars, long most, long total) {
    public static final int BAR_WIDTH = 10;
    public static final int HEIGHT = 80;

    /// @param hour its beginning
    public record Bar(Instant hour, long count) {}

    /// @param counts of any hours and events
    /// @param hours shown; the last is the current one
    static Chart of(
            String key,
            List<HourlyCount> counts,
            Predicate<HourlyCount> which,
            Instant now,
            int hours) {
        var last = now.truncatedTo(ChronoUnit.HOURS);
        var bars = new ArrayList<Bar>();
        for (var i = hours - 1; i >= 0; i--) {
            var hour = last.minus(i, ChronoUnit.HOURS);
            var count =
                    counts.stream()
                            .filter(c -> c.hour().equals(hour))
                            .filter(which)
                            .mapToLong(HourlyCount::count)
                            .sum();
            bars.add(new Bar(hour, count));
        }
        var most = bars.stream().mapToLong(Bar::count).max().orElse(0);
        var total = bars.stream().mapToLong(Bar::count).sum();
        return new Chart(key, List.copyOf(bars), Math.max(1, most), total);
    }

    public int width() {
        return bars.size() * BAR_WIDTH;
    }

    /// At least one pixel for a count above 0.
    public long height(Bar bar) {
        return bar.count() == 0 ? 0 : Math.max(2, bar.count() * HEIGHT / most);
    }
}
