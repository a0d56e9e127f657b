package org.ovalogin.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

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
}
