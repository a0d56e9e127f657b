package org.ovalogin.web.frame;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;

/// Formats times for people.
///
/// @param zone the server's
public record Clock(PageTexts texts, ZoneId zone) {
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

    /// The hour alone, such as `14:00`.
    public String hour(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm").withZone(zone).format(at);
    }
}
