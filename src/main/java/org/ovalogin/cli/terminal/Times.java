package org.ovalogin.cli.terminal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Times as they are typed and shown.
public final class Times {
    public static final String FORMS =
            "2026-11-01, '2026-11-01 14:30' (this computer's time zone) or 2026-11-01T14:30:00Z";

    private static final List<Function<String, Instant>> READERS =
            List.of(
                    text -> OffsetDateTime.parse(text).toInstant(),
                    text -> LocalDateTime.parse(text).atZone(ZoneId.systemDefault()).toInstant(),
                    text -> LocalDate.parse(text).atStartOfDay(ZoneId.systemDefault()).toInstant());

    private Times() {}

    public static Optional<Instant> read(String text) {
        var iso = text.strip().replace(' ', 'T');
        for (var reader : READERS) {
            try {
                return Optional.of(reader.apply(iso));
            } catch (DateTimeParseException _) { // the next form
            }
        }
        return Optional.empty();
    }

    public static String shown(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
