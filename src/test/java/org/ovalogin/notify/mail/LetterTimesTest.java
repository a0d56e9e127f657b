package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;

/// The times in letters, with the zone that each names.
class LetterTimesTest extends OnSite {
    private static final ZoneId SERVER = ZoneId.of("America/St_Johns");

    private String changed(String at) throws Exception {
        var owner = new Notice.Addressee.Owner(site.guid());
        return text(new Letter(notice(owner, Notice.Kind.CHANGED, at), site.mailbox()));
    }

    private static Notice notice(Notice.Addressee to, Notice.Kind kind, String at) {
        return new Notice(
                new UUID(1, 2),
                to,
                "tony@contoso.com",
                new Notice.Report(kind, "system", 0),
                new Notice.Secret(Optional.empty(), 1),
                Instant.parse(at));
    }

    private String text(Letter letter) throws Exception {
        var writer =
                new LetterWriter(
                        site.safe,
                        site.administration.selfService()::links,
                        "v@contoso.com",
                        SERVER,
                        Optional.empty());
        var parts = (Multipart) writer.message(letter).getContent();
        return (String) parts.getBodyPart(0).getContent();
    }

    @Test
    void areOfTheMailboxesZoneElseOfTheDialPlansElseOfTheServers() throws Exception {
        assertThat(changed("2026-12-04T07:33:00Z"))
                .contains("on 4 December 2026 at 04:03 (America/St_Johns)");
        site.sql("update dial_plan set default_time_zone = 'Asia/Kathmandu'");
        assertThat(changed("2026-12-04T07:33:00Z"))
                .contains("on 4 December 2026 at 13:18 (Asia/Kathmandu)");
        site.sql("update mailbox set time_zone = 'Europe/Paris'");
        assertThat(changed("2026-12-04T07:33:00Z"))
                .contains("on 4 December 2026 at 08:33 (Europe/Paris)");
    }

    /// A server with newer zones may have stored such a name.
    @Test
    void aZoneThatIsUnknownHereIsAsNone() throws Exception {
        site.sql("update mailbox set time_zone = 'Mars/Olympus_Mons'");
        site.sql("update dial_plan set default_time_zone = 'Europe/Paris'");
        assertThat(changed("2026-12-04T07:33:00Z")).contains("08:33 (Europe/Paris)");
        site.sql("update dial_plan set default_time_zone = 'Mars/Phobos'");
        assertThat(changed("2026-12-04T07:33:00Z")).contains("04:03 (America/St_Johns)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | on 4 December 2026 at 08:33 (Europe/Paris)",
                "fr | le 4 décembre 2026 à 8\u00A0h\u00A033 (Europe/Paris)",
                "de | am 4. Dezember 2026 um 08:33 Uhr (Europe/Paris)",
                "es | el 4 de diciembre de 2026 a las 08:33 (Europe/Paris)",
                "it | il 4 dicembre 2026 alle 08:33 (Europe/Paris)"
            })
    void areWrittenAsTheLanguageWritesThem(String language, String moment) throws Exception {
        site.sql(
                "update mailbox set time_zone = 'Europe/Paris', owner_language = '"
                        + language
                        + "'");
        assertThat(changed("2026-12-04T07:33:00Z")).contains(moment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr | 2026-06-01T10:00:00Z | le 1er juin 2026 à 12\u00A0h\u00A000",
                "es | 2026-06-07T23:05:00Z | el 8 de junio de 2026 a la 01:05",
                "it | 2026-06-07T23:05:00Z | l’8 giugno 2026 all’01:05",
                "it | 2026-06-11T10:05:00Z | l’11 giugno 2026 alle 12:05"
            })
    void followTheGrammarOfDayAndHour(String language, String at, String moment) throws Exception {
        site.sql(
                "update mailbox set time_zone = 'Europe/Paris', owner_language = '"
                        + language
                        + "'");
        assertThat(changed(at)).contains(moment);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Europe/Paris | 2026-03-29T00:59:00Z | 29 March 2026 at 01:59 (Europe/Paris)",
                "Europe/Paris | 2026-03-29T01:00:00Z | 29 March 2026 at 03:00 (Europe/Paris)",
                "Europe/Paris | 2026-10-25T00:30:00Z | 25 October 2026 at 02:30 (Europe/Paris, UTC+02:00)",
                "Europe/Paris | 2026-10-25T01:30:00Z | 25 October 2026 at 02:30 (Europe/Paris, UTC+01:00)",
                "Europe/Paris | 2026-10-25T02:00:00Z | 25 October 2026 at 03:00 (Europe/Paris)",
                "Australia/Lord_Howe | 2026-04-04T15:15:00Z | 5 April 2026 at 01:45 (Australia/Lord_Howe, UTC+10:30)",
                "Pacific/Chatham | 2026-12-04T07:33:00Z | 4 December 2026 at 21:18 (Pacific/Chatham)",
                "Pacific/Kiritimati | 2026-12-31T12:00:00Z | 1 January 2027 at 02:00 (Pacific/Kiritimati)",
                "Asia/Kolkata | 2026-12-04T07:33:00Z | 4 December 2026 at 13:03 (Asia/Kolkata)",
                "UTC | 2026-12-04T07:33:00Z | 4 December 2026 at 07:33 (UTC)"
            })
    void tellWhichOfTwoHoursWhereClocksAreSetBack(String zone, String at, String moment)
            throws Exception {
        site.sql("update mailbox set time_zone = '" + zone + "'");
        assertThat(changed(at)).contains(moment);
    }

    @Test
    void ofALetterToAnAdministratorWithoutAMailboxAreTheServers() {
        var to = new Notice.Addressee.Administrator("ada", Language.EN);
        var alarm = notice(to, Notice.Kind.BUDGET_ALARM, "2026-12-04T07:33:00Z");
        assertThat(new Letter(alarm, Optional.empty()).zone(SERVER)).isEqualTo(SERVER);
    }
}
