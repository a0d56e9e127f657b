package org.ovalogin.page;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;

/// Moments as people read them, in the server's time zone.
record Clock(Texts texts, ZoneId zone) {
    static Clock of(Texts texts) {
        return new Clock(texts, ZoneId.systemDefault());
    }

    /// Date and time to the minute.
    String text(Instant at) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(texts.language().locale())
                .withZone(zone)
                .format(at);
    }

    String text(Optional<Instant> at, String otherwise) {
        return at.map(this::text).orElse(otherwise);
    }

    /// The hour alone, as in `14:00`.
    String hour(Instant at) {
        return DateTimeFormatter.ofPattern("HH:mm").withZone(zone).format(at);
    }
}
