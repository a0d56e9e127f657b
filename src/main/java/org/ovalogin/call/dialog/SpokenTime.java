package org.ovalogin.call.dialog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.call.dialog.Prompt.Gap;

/// A moment as its listener says it. Fills `{time}` ("yesterday at two thirty p.m.") and `{until}`
/// ("until two thirty p.m.", which leaves today out).
///
/// @param at by the listener's clock
/// @param today the listener's date
public record SpokenTime(LocalDateTime at, LocalDate today) implements Saying.Value {
    /// Days that the name of a weekday can tell apart. Further off, the date is said too.
    private static final int NAMED_DAYS = 6;

    public static SpokenTime of(Instant moment, Instant now, ZoneId zone) {
        return new SpokenTime(
                LocalDateTime.ofInstant(moment, zone), LocalDate.ofInstant(now, zone));
    }

    /// The words of a moment in a language.
    ///
    /// @param twelveHours the day has two halves, a.m. and p.m.
    /// @param date order of a date's words
    record Manner(boolean twelveHours, List<Gap> date) {}

    /// The catalogue's ids, in the order of speech.
    List<String> words(Gap gap, Manner manner) {
        var words = new ArrayList<String>();
        var hour = "hour-" + hour(manner);
        if (gap == Gap.UNTIL && endsToday()) {
            words.add("until-" + hour);
        } else {
            if (gap == Gap.UNTIL) words.add("until");
            words.addAll(day(manner));
            words.add(hour);
        }
        if (at.getMinute() > 0) words.add("minute-" + at.getMinute());
        if (manner.twelveHours()) words.add(half());
        return words;
    }

    /// "Until tomorrow at midnight" would be taken for the midnight after.
    private boolean endsToday() {
        return at.toLocalDate().equals(today) || at.equals(today.plusDays(1).atStartOfDay());
    }

    private List<String> day(Manner manner) {
        var away = ChronoUnit.DAYS.between(today, at.toLocalDate());
        if (away == -1) return List.of("yesterday");
        if (away == 0) return List.of("today");
        if (away == 1) return List.of("tomorrow");
        if (Math.abs(away) <= NAMED_DAYS) return List.of(word(Gap.WEEKDAY));
        return manner.date().stream().map(this::word).toList();
    }

    private String word(Gap gap) {
        return switch (gap) {
            case WEEKDAY -> "weekday-" + at.getDayOfWeek().getValue();
            case DAY -> "day-" + at.getDayOfMonth();
            case MONTH -> "month-" + at.getMonthValue();
            case NUMBER, DIGITS, TIME, UNTIL ->
                    throw new IllegalArgumentException("a date has no " + gap.mark());
        };
    }

    private int hour(Manner manner) {
        var hour = at.getHour();
        return manner.twelveHours() ? (hour + 11) % 12 + 1 : hour;
    }

    /// Many people take twelve p.m. for midnight.
    private String half() {
        var hour = at.getHour();
        if (at.getMinute() == 0 && hour == 0) return "midnight";
        if (at.getMinute() == 0 && hour == 12) return "noon";
        return hour < 12 ? "am" : "pm";
    }
}
