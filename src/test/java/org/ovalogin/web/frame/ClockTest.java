package org.ovalogin.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Europe/Paris | 2026-10-25T00:30:00Z | 2:30 | (UTC+02:00)",
                "Europe/Paris | 2026-10-25T01:30:00Z | 2:30 | (UTC+01:00)",
                "Europe/Paris | 2026-03-29T01:00:00Z | 3:00 | ''",
                "Asia/Kathmandu | 2026-12-04T07:33:00Z | 1:18 | ''"
            })
    void anHourThatClocksShowTwiceHasItsOffset(String zone, String at, String time, String offset) {
        var text =
                new Clock(PageTexts.in(PageLanguage.ENGLISH), ZoneId.of(zone))
                        .text(Instant.parse(at));
        assertThat(text).contains(time);
        if (offset.isEmpty()) assertThat(text).doesNotContain("UTC");
        else assertThat(text).endsWith(offset);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FRENCH | 4 déc. 2026 13:05",
                "GERMAN | 04.12.2026, 13:05",
                "SPANISH | 4 dic 2026, 13:05",
                "ITALIAN | 4 dic 2026, 13:05"
            })
    void timesAreWrittenAsInEachLanguage(PageLanguage language, String text) {
        var at = Instant.parse("2026-12-04T12:05:00Z");
        var clock = new Clock(PageTexts.in(language), ZoneId.of("Europe/Paris"));
        assertThat(clock.text(at)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENGLISH | PT-59S | just now",
                "ENGLISH | PT-1M | 1 minute ago",
                "ENGLISH | PT-59M-59S | 59 minutes ago",
                "ENGLISH | PT-3H-50M | 3 hours ago",
                "ENGLISH | PT-24H | 1 day ago",
                "ENGLISH | PT-720H | 1 month ago",
                "ENGLISH | PT-9000H | 1 year ago",
                "ENGLISH | PT30S | in a moment",
                "ENGLISH | PT1H | in 1 hour",
                "ENGLISH | PT240H | in 10 days",
                "FRENCH | PT-3H | il y a 3 heures",
                "FRENCH | PT1M | dans 1 minute",
                "GERMAN | PT-1H | vor einer Stunde",
                "GERMAN | PT-72H | vor 3 Tagen",
                "GERMAN | PT1440H | in 2 Monaten",
                "SPANISH | PT-24H | hace 1 día",
                "SPANISH | PT-1440H | hace 2 meses",
                "SPANISH | PT2H | dentro de 2 horas",
                "ITALIAN | PT-2H | 2 ore fa",
                "ITALIAN | PT48H | tra 2 giorni"
            })
    void distancesAreToldInTheLargestUnit(PageLanguage language, Duration distance, String text) {
        var now = Instant.parse("2026-12-04T12:05:00Z");
        var clock = new Clock(PageTexts.in(language), ZoneId.of("Europe/Paris"));
        assertThat(clock.relative(now.plus(distance), now)).isEqualTo(text);
    }
}
