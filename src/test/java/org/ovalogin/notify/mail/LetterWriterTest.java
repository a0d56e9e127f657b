package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;

class LetterWriterTest extends OnSite {
    private static final URI PUBLIC_URL = URI.create("https://voicemail.contoso.com");

    private LetterWriter writer() {
        return new LetterWriter(
                site.safe,
                site.administration.selfService()::links,
                "voicemail@contoso.com",
                ZoneOffset.UTC,
                Optional.of(PUBLIC_URL));
    }

    private Letter resetLetter() {
        site.administration.pins().reset(site.guid(), Reset.DEFAULT, Site.ADMINISTRATOR);
        return site.outbox.claim(10, Duration.ofHours(1)).stream()
                .filter(letter -> letter.notice().kind() == Notice.Kind.RESET)
                .findFirst()
                .orElseThrow();
    }

    private Letter plain(Notice.Kind kind, String recipient, String by) {
        var mailbox = site.mailbox();
        return new Letter(
                new Notice(
                        new UUID(1, 2),
                        new Notice.Addressee.Owner(mailbox.guid()),
                        recipient,
                        new Notice.Report(kind, by, 5),
                        new Notice.Secret(Optional.empty(), 1),
                        Instant.parse("2026-11-02T08:00:00Z")),
                mailbox);
    }

    private void rename(String displayName) {
        site.sql("update mailbox set display_name = '" + displayName.replace("'", "''") + "'");
    }

    private static String part(MimeMessage message, int number) throws Exception {
        return (String) ((Multipart) message.getContent()).getBodyPart(number).getContent();
    }

    private static List<String> headers(MimeMessage message) throws Exception {
        var lines = new ArrayList<String>();
        message.getAllHeaderLines().asIterator().forEachRemaining(lines::add);
        return lines;
    }

    @ParameterizedTest
    @CsvSource({
        "en, New PIN:",
        "fr, Nouveau code confidentiel :",
        "de, Neue PIN:",
        "es, Nuevo PIN:",
        "it, Nuovo PIN:"
    })
    void letterIsInTheOwnersLanguageInBothForms(String language, String words) throws Exception {
        site.sql("update mailbox set owner_language = '" + language + "'");
        var letter = resetLetter();
        var message = writer().message(letter);
        var pin = site.safe.secret(letter.notice()).orElseThrow();
        assertThat(message.getContentLanguage()).containsExactly(language);
        assertThat(part(message, 0)).contains(words + " " + pin);
        assertThat(part(message, 1))
                .contains(words + " " + pin)
                .contains("<html lang=\"" + language + "\">");
    }

    @Test
    void numberToCallIsLeftOutWhereNoneIsKnown() throws Exception {
        var text = part(writer().message(plain(Notice.Kind.WELCOME, "a@b.example", "x")), 0);
        assertThat(text).contains("Extension: ").doesNotContain("Call:");
    }

    @Test
    void policysWordsComeBeforeTheSignature() throws Exception {
        site.sql("update mailbox_policy set reset_pin_text = 'Ask <b>room&nbsp;7</b> & smile.'");
        var message = writer().message(resetLetter());
        assertThat(part(message, 0))
                .contains("Ask room\u00a07 & smile.\r\n\r\nYour voice mail service\r\n");
        assertThat(part(message, 1)).contains("Ask <b>room&nbsp;7</b> &amp; smile.");
    }

    @Test
    void policysWordsCanNeitherRunNorLoadAnything() throws Exception {
        site.sql(
                "update mailbox_policy set reset_pin_text = '<script>x()</script><img src=http://a.example/p><a href=\"javascript:y()\" onclick=\"z()\">here</a>'");
        assertThat(part(writer().message(resetLetter()), 1))
                .contains("here")
                .doesNotContain("script", "img", "onclick");
    }

    @Test
    void expiryIsToldByItsMoment() throws Exception {
        var message = writer().message(plain(Notice.Kind.EXPIRING, "tony@contoso.com", ""));
        assertThat(part(message, 0)).contains("expires on 1 January 2027 at 08:00 (UTC).");
    }

    @Test
    void pinIsInTheBodyOnly() throws Exception {
        var letter = resetLetter();
        var message = writer().message(letter);
        var pin = site.safe.secret(letter.notice()).orElseThrow();
        assertThat(headers(message)).noneMatch(line -> line.contains(pin));
        assertThat(letter.toString()).doesNotContain(pin);
    }

    @Test
    void welcomeNamesTheNumbersToCall() throws Exception {
        site.sql("update dial_plan set access_numbers = '+14255550100,5000'");
        var message = writer().message(plain(Notice.Kind.WELCOME, "tony@contoso.com", ""));
        assertThat(part(message, 0)).contains("Call: +14255550100, 5000").contains("51234");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindIsALetter(Notice.Kind kind) throws Exception {
        var notice = plain(kind, "tony@contoso.com", "help desk").notice();
        var secret = site.withPin(notice, Site.OTHER);
        var message = writer().message(new Letter(secret, site.mailbox()));
        assertThat(message.getSubject()).isNotBlank();
        assertThat(part(message, 0)).startsWith("Hello Tony Smith,");
        assertThat(part(message, 1)).contains("<p>Hello Tony Smith,</p>");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void markupInANameOrAnAccountIsText() throws Exception {
        rename("<img src=x onerror=alert(1)> & \"Tony\" O'Brien");
        var letter = plain(Notice.Kind.RESET_NOTICE, "tony@contoso.com", "<script>x</script>");
        var message = writer().message(letter);
        assertThat(part(message, 1))
                .contains(
                        "Hello &lt;img src=x onerror=alert(1)&gt; &amp; &quot;Tony&quot; O&#39;Brien,")
                .contains("by &lt;script&gt;x&lt;/script&gt; on")
                .doesNotContain("<img", "<script");
        assertThat(part(message, 0)).contains("<img src=x onerror=alert(1)> & \"Tony\" O'Brien,");
    }

    @Test
    void lineBreaksInANameMakeNoLines() throws Exception {
        rename("Tony\r\n\r\nNew PIN: 111111\u2028x\u0085y");
        var letter =
                plain(Notice.Kind.RESET_NOTICE, "tony@contoso.com", "me\r\nBcc: eve@evil.example");
        var message = writer().message(letter);
        assertThat(part(message, 0))
                .contains("Hello Tony New PIN: 111111 x y,")
                .contains("by me Bcc: eve@evil.example on");
        assertThat(headers(message)).noneMatch(line -> line.contains("eve"));
    }

    @Test
    void nothingThatAdministratorsTypeMakesAHeader() throws Exception {
        var evil = "x\r\nBcc: eve@evil.example\r\n\r\n.\r\n--boundary\r\nX-Eve: 1";
        rename(evil);
        site.sql("update mailbox_policy set policy_name = 'Bcc: eve@evil.example'");
        site.sql("update mailbox_policy set reset_pin_text = '" + evil + "'");
        site.sql("update dial_plan set access_numbers = '+1 (425) 555-0100,* 5000 #'");
        var message = writer().message(resetLetter());
        var names =
                headers(message).stream()
                        .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
                        .map(line -> line.split(":", 2)[0])
                        .toList();
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "From",
                        "To",
                        "Date",
                        "Subject",
                        "Auto-Submitted",
                        "Content-Language",
                        "Message-ID",
                        "MIME-Version",
                        "Content-Type");
        assertThat(headers(message)).noneMatch(line -> line.contains("eve"));
        var read = new MimeMessage(null, new ByteArrayInputStream(writer().write(resetLetter())));
        assertThat(((Multipart) read.getContent()).getCount()).isEqualTo(2);
        assertThat(read.getHeader("Bcc")).isNull();
        assertThat(read.getHeader("X-Eve")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5000\nBcc: eve@evil.example", "5000\r", "50\u202e00", "call <b>5000"})
    void numberToCallIsANumber(String number) {
        site.sql("update dial_plan set access_numbers = '" + number + "'");
        assertThatThrownBy(site::mailbox).hasStackTraceContaining("AccessTelephoneNumbers");
    }

    @Test
    void directionOfTextCannotBeTurned() throws Exception {
        rename("Tony \u202egnp.exe\u2066");
        assertThat(part(writer().message(plain(Notice.Kind.CHANGED, "tony@contoso.com", "")), 0))
                .startsWith("Hello Tony  gnp.exe ,");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tony@contoso.com\r\nBcc: eve@evil.example",
                "tony@contoso.com\nSubject: x",
                "tony@contoso.com, eve@evil.example",
                "Tony <tony@contoso.com>",
                "staff: tony@contoso.com, eve@evil.example;",
                "tony@contoso.com (\r\n x)",
                "no address",
                ""
            })
    void recipientIsOneAddressOrThereIsNoLetter(String recipient) {
        var letter = plain(Notice.Kind.CHANGED, recipient, "");
        assertThatThrownBy(() -> writer().message(letter))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageNotContaining("eve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void linesOfAFileEndAsInAMessage(String language) {
        site.sql("update mailbox set owner_language = '" + language + "'");
        site.sql("update mailbox_policy set reset_pin_text = 'One' || char(10) || 'two'");
        var text = new String(writer().write(resetLetter()), StandardCharsets.US_ASCII);
        assertThat(text).contains("One\r\ntwo");
        assertThat(text.replace("\r\n", "")).doesNotContain("\r", "\n");
    }

    @Test
    void fileIsTheSameLetter() {
        var text =
                new String(
                        writer().write(plain(Notice.Kind.CHANGED, "tony@contoso.com", "")),
                        StandardCharsets.US_ASCII);
        assertThat(text)
                .contains("To: tony@contoso.com\r\n")
                .contains("Message-ID: <00000000-0000-0001-0000-000000000002@contoso.com>\r\n")
                .contains("Content-Type: multipart/alternative");
    }
}
