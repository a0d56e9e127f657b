package org.ovalogin.web.page;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.web.frame.Clock;

/// Hourly counts as a row of bars, drawn as SVG.
///
/// @param key names its texts and its class in the stylesheet
/// @param events the name of the events that it counts, and their result if it counts one alone, as
///   the page of events takes them
/// @param most the highest count of all bars, at least 1
public record Chart(String key, String events, List<Bar> bars, long most, long total) {
    private static final int HOURS_OF_DAY = 24;
    public static final int BAR_WIDTH = 10;
    public static final int HEIGHT = 80;

    /// @param hour its beginning
    public record Bar(Instant hour, long count) {}

    /// @param counts of any hours and events
    /// @param hours shown; the last is the current one
    static Chart of(
            String key,
            Event.Name event,
            String result,
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
                            .filter(c -> c.name() == event)
                            .filter(which)
                            .mapToLong(HourlyCount::count)
                            .sum();
            bars.add(new Bar(hour, count));
        }
        var most = bars.stream().mapToLong(Bar::count).max().orElse(0);
        var total = bars.stream().mapToLong(Bar::count).sum();
        var events = result.isEmpty() ? event.title() : event.title() + "." + result;
        return new Chart(key, events, List.copyOf(bars), Math.max(1, most), total);
    }

    /// The times below the bars, evenly spaced: hours of a day, days of a week.
    public List<String> labels(Clock clock) {
        var day = bars.size() <= HOURS_OF_DAY;
        var step = day ? HOURS_OF_DAY / 4 : HOURS_OF_DAY;
        return IntStream.iterate(0, i -> i < bars.size(), i -> i + step)
                .mapToObj(i -> bars.get(i).hour())
                .map(hour -> day ? clock.hour(hour) : clock.weekday(hour))
                .toList();
    }

    /// The events behind a bar.
    public String path(Bar bar, Clock clock) {
        var from = bar.hour().atZone(clock.zone()).toLocalDateTime();
        return "/events?name=%s&from=%s&to=%s".formatted(events, from, from.plusMinutes(59));
    }

    public int width() {
        return bars.size() * BAR_WIDTH;
    }

    /// At least one pixel for a count above 0.
    public long height(Bar bar) {
        return bar.count() == 0 ? 0 : Math.max(2, bar.count() * HEIGHT / most);
    }
}
