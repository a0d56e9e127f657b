package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.input.Language;

class SpokenTimeTest {
    /// A Wednesday.
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);

    private final Catalogue catalogue = new Catalogue();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EN | 2026-03-04T14:30 | today at two thirty p.m.
                    EN | 2026-03-03T09:05 | yesterday at nine oh five a.m.
                    EN | 2026-03-05T09:00 | tomorrow at nine a.m.
                    EN | 2026-03-02T12:00 | Monday at twelve noon
                    EN | 2026-03-02T12:01 | Monday at twelve oh one p.m.
                    EN | 2026-03-07T00:00 | Saturday at twelve midnight
                    EN | 2026-03-07T00:59 | Saturday at twelve fifty-nine a.m.
                    EN | 2026-02-21T13:21 | Saturday February twenty-first at one twenty-one p.m.
                    DE | 2026-03-04T14:30 | heute um vierzehn Uhr dreißig
                    DE | 2026-03-03T01:01 | gestern um ein Uhr eins
                    DE | 2026-03-05T09:00 | morgen um neun Uhr
                    DE | 2026-03-02T00:05 | Montag um null Uhr fünf
                    DE | 2026-02-21T21:21 | Samstag den einundzwanzigsten Februar um einundzwanzig Uhr einundzwanzig
                    DE | 2026-01-07T12:00 | Mittwoch den siebten Januar um zwölf Uhr
                    FR | 2026-03-04T14:30 | aujourd'hui à quatorze heures trente
                    FR | 2026-03-03T01:01 | hier à une heure une
                    FR | 2026-03-05T21:00 | demain à vingt et une heures
                    FR | 2026-03-02T00:15 | lundi à zéro heure quinze
                    FR | 2026-02-01T12:00 | dimanche premier février à midi
                    ES | 2026-03-04T14:30 | hoy a las catorce y treinta
                    ES | 2026-03-03T01:21 | ayer a la una y veintiuno
                    ES | 2026-03-05T21:00 | mañana a las veintiuna
                    ES | 2026-03-02T00:05 | el lunes a las cero horas y cinco
                    ES | 2026-01-31T16:00 | el sábado treinta y uno de enero a las dieciséis
                    IT | 2026-03-04T14:30 | oggi alle quattordici e trenta
                    IT | 2026-03-03T01:01 | ieri all'una e un minuto
                    IT | 2026-03-05T21:00 | domani alle ventuno
                    IT | 2026-03-02T00:05 | lunedì alle ore zero e cinque
                    IT | 2026-02-01T23:28 | domenica primo febbraio alle ventitré e ventotto
                    """)
    void isSaidInTheMannerOfTheLanguage(Language language, LocalDateTime at, String words) {
        assertThat(
                        catalogue.text(
                                Prompt.SIGNED_IN_UNKNOWN.with(new SpokenTime(at, TODAY)), language))
                .contains(" " + words + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    EN | 2026-03-04T14:30 | Your mailbox is locked until two thirty p.m.
                    EN | 2026-03-05T09:00 | Your mailbox is locked until tomorrow at nine a.m.
                    EN | 2026-03-11T14:30 | Your mailbox is locked until Wednesday March eleventh at two thirty p.m.
                    EN | 2026-03-05T00:00 | Your mailbox is locked until twelve midnight.
                    EN | 2026-03-06T00:00 | Your mailbox is locked until Friday at twelve midnight.
                    DE | 2026-03-04T14:30 | Ihre Sprachmailbox ist bis vierzehn Uhr dreißig gesperrt.
                    DE | 2026-03-05T09:00 | Ihre Sprachmailbox ist bis morgen um neun Uhr gesperrt.
                    DE | 2026-03-11T01:00 | Ihre Sprachmailbox ist bis Mittwoch den elften März um ein Uhr gesperrt.
                    FR | 2026-03-04T14:30 | Votre boîte vocale est verrouillée jusqu'à quatorze heures trente.
                    FR | 2026-03-05T09:00 | Votre boîte vocale est verrouillée jusqu'à demain à neuf heures.
                    FR | 2026-03-06T12:00 | Votre boîte vocale est verrouillée jusqu'à vendredi à midi.
                    ES | 2026-03-04T13:30 | Su buzón de voz está bloqueado hasta las trece y treinta.
                    ES | 2026-03-04T01:30 | Su buzón de voz está bloqueado hasta la una y treinta.
                    ES | 2026-03-06T09:00 | Su buzón de voz está bloqueado hasta el viernes a las nueve.
                    IT | 2026-03-04T14:30 | La sua casella vocale è bloccata fino alle quattordici e trenta.
                    IT | 2026-03-05T00:00 | La sua casella vocale è bloccata fino alle ore zero.
                    IT | 2026-03-05T00:01 | La sua casella vocale è bloccata fino a domani alle ore zero e un minuto.
                    IT | 2026-03-06T13:00 | La sua casella vocale è bloccata fino a venerdì alle tredici.
                    """)
    void endsASpan(Language language, LocalDateTime at, String sentence) {
        assertThat(
                        catalogue.text(
                                Prompt.MAILBOX_LOCKED_UNTIL.with(new SpokenTime(at, TODAY)),
                                language))
                .isEqualTo(sentence);
    }

    @ParameterizedTest
    @EnumSource
    void everyMinuteOfADayAndEveryDayOfAYearSoundDifferent(Language language) {
        var moments = new HashSet<String>();
        var start = LocalDate.of(2027, 1, 1).atStartOfDay();
        for (var minute = 0; minute < 24 * 60; minute++)
            moments.add(spoken(start.plusMinutes(minute), language));
        for (var day = 1; day < 365; day++) moments.add(spoken(start.plusDays(day), language));
        assertThat(moments).hasSize(24 * 60 + 364);
    }

    private String spoken(LocalDateTime at, Language language) {
        return catalogue.text(
                Prompt.SIGNED_IN_UNKNOWN.with(new SpokenTime(at, TODAY.minusYears(1))), language);
    }

    @Nested
    class OfAnInstant {
        private static final Instant MOMENT = Instant.parse("2026-03-04T23:30:00Z");

        @Test
        void isByTheClockOfTheZone() {
            var paris = SpokenTime.of(MOMENT, MOMENT, ZoneId.of("Europe/Paris"));
            assertThat(paris.at()).isEqualTo(LocalDateTime.of(2026, 3, 5, 0, 30));
            assertThat(paris.today()).isEqualTo(LocalDate.of(2026, 3, 5));
        }

        @Test
        void isOnTheDayOfTheZone() {
            var now = MOMENT.plusSeconds(3600);
            var utc = SpokenTime.of(MOMENT, now, ZoneId.of("UTC"));
            assertThat(catalogue.text(Prompt.SIGNED_IN_UNKNOWN.with(utc), Language.EN))
                    .contains("yesterday at eleven thirty p.m.");
            var newYork = SpokenTime.of(MOMENT, now, ZoneId.of("America/New_York"));
            assertThat(catalogue.text(Prompt.SIGNED_IN_UNKNOWN.with(newYork), Language.EN))
                    .contains("today at six thirty p.m.");
        }
    }
}
