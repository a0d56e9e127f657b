package org.ovalogin.web.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import org.ovalogin.core.input.TimeZone;

/// Formats times for people.
///
/// @param zone the server's
public record Clock(PageTexts texts, ZoneId zone) {
    private static final int DAYS_OF_MONTH = 30;
    private static final int DAYS_OF_YEAR = 365;

    /// Date and time to the minute; the page names the zone. An hour that clocks show twice, when
    /// they are set back, also has its offset.
    public String text(Instant at) {
        var text =
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(texts.language().locale())
                        .withZone(zone)
                        .format(at);
        var local = at.atZone(zone);
        var twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
        return twice ? text + " (UTC" + local.getOffset() + ")" : text;
    }

    /// Date and time to the second.
    public String seconds(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                .withLocale(texts.language().locale())
                .withZone(zone)
                .format(at);
    }

    /// As [#text(Instant)], with the zone.
    public String exact(Instant at) {
        return text(at) + ", " + TimeZone.title(zone);
    }

    /// The distance from now in the largest unit that fits, such as `3 hours ago` or `in 2 days`.
    public String relative(Instant at, Instant now) {
        var past = !at.isAfter(now);
        var distance = Duration.between(at, now).abs();
        if (distance.toMinutes() == 0) return texts.text(past ? "moment.now" : "moment.soon");
        var key = past ? "moment.ago." : "moment.in.";
        if (distance.toHours() == 0) return texts.text(key + "minutes", distance.toMinutes());
        var days = distance.toDays();
        if (days == 0) return texts.text(key + "hours", distance.toHours());
        if (days < DAYS_OF_MONTH) return texts.text(key + "days", days);
        return days < DAYS_OF_YEAR
                ? texts.text(key + "months", days / DAYS_OF_MONTH)
                : texts.text(key + "years", days / DAYS_OF_YEAR);
    }

    public String text(Optional<Instant> at, String otherwise) {
        return at.map(this::text).orElse(otherwise);
    }

    /// For example `1:05`, in minutes and seconds.
    public String minutes(Duration duration) {
        return String.format(
                Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    /// For example `Mon`.
    public String weekday(Instant at) {
        return at.atZone(zone)
                .getDayOfWeek()
                .getDisplayName(TextStyle.SHORT_STANDALONE, texts.language().locale());
    }

    public boolean sameDay(Instant one, Instant other) {
        return one.atZone(zone).toLocalDate().equals(other.atZone(zone).toLocalDate());
    }

    /// The hour alone, such as `14:00`.
    public String hour(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm").withZone(zone).format(at);
    }
}
