package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.notify.mail.SmtpSettings.Security;

class SmtpSettingsTest {
    private static final Duration TIME = Duration.ofSeconds(10);

    @TempDir Path folder;

    private static SmtpSettings settings(String host, int port, Security security) {
        return new SmtpSettings(
                new SmtpSettings.MailServer(host, port, security),
                SmtpSettings.Login.NONE,
                new SmtpSettings.Timeouts(TIME, TIME),
                "");
    }

    private static SmtpSettings withPassword(Path file) {
        return new SmtpSettings(
                new SmtpSettings.MailServer("mail.contoso.com", 0, Security.TLS),
                new SmtpSettings.Login(Optional.of("ova"), Optional.of(file)),
                new SmtpSettings.Timeouts(TIME, TIME),
                "");
    }

    private Path password(String text, String mode) throws IOException {
        var file = Files.writeString(folder.resolve("password"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @ParameterizedTest
    @CsvSource({"STARTTLS, 587", "TLS, 465", "NONE, 25"})
    void portFollowsTheSecurity(Security security, int port) {
        assertThat(settings("localhost", 0, security).server().port()).isEqualTo(port);
        assertThat(settings("localhost", 2525, security).server().port()).isEqualTo(2525);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mail.contoso.com", "10.0.0.1", "localhost.contoso.com", "127.evil.example"})
    void lettersGoInClearToThisHostOnly(String host) {
        assertThatThrownBy(() -> settings(host, 0, Security.NONE))
                .hasMessageContaining("mail.smtp.security: found 'none' for '" + host + "'");
        assertThat(settings("127.0.0.1", 0, Security.NONE).server().port()).isEqualTo(25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mail server", "mail.contoso.com\r\nx", "-a", "smtp://mail"})
    void hostIsAName(String host) {
        assertThatThrownBy(() -> settings(host, 0, Security.TLS))
                .hasMessageContaining("mail.smtp.host");
    }

    @Test
    void passwordFileOfTheOwnerAloneIsTaken() throws IOException {
        assertThat(withPassword(password("s3cret\n", "rw-------")).toString())
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw-rw-rw-"})
    void passwordFileThatOthersCanReadIsRefused(String mode) throws IOException {
        var file = password("s3cret\n", mode);
        assertThatThrownBy(() -> withPassword(file))
                .hasMessageContaining("has mode " + mode)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void passwordFileMustBeThereAndHoldSomething() throws IOException {
        assertThatThrownBy(() -> withPassword(folder.resolve("none")))
                .hasMessageContaining("can't be read");
        var empty = password("\n", "rw-------");
        assertThatThrownBy(() -> withPassword(empty)).hasMessageContaining("has no password");
    }

    @Test
    void userWithoutPasswordIsRefused() {
        assertThatThrownBy(
                        () ->
                                new SmtpSettings(
                                        new SmtpSettings.MailServer(
                                                "mail.contoso.com", 0, Security.TLS),
                                        new SmtpSettings.Login(
                                                Optional.of("ova"), Optional.empty()),
                                        new SmtpSettings.Timeouts(TIME, TIME),
                                        ""))
                .hasMessageContaining("one without the other");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThatThrownBy(
                        () ->
                                new SmtpSettings(
                                        new SmtpSettings.MailServer("?", 70_000, Security.TLS),
                                        SmtpSettings.Login.NONE,
                                        new SmtpSettings.Timeouts(
                                                Duration.ZERO, Duration.ofDays(1)),
                                        ""))
                .hasMessageContainingAll(
                        "mail.smtp.host", "mail.smtp.port", "connectTimeout", "mail.smtp.timeout");
    }

    @Test
    void senderFitsTheMailServer() {
        var server = Optional.of(settings("mail.contoso.com", 0, Security.TLS));
        assertThatThrownBy(() -> new MailSettings("voicemail@localhost", server, 60))
                .hasMessageStartingWith("mail.from");
        assertThat(new MailSettings("voicemail@contoso.com", server, 60).smtp()).isPresent();
        assertThat(new MailSettings("voicemail@localhost", Optional.empty(), 60).smtp()).isEmpty();
    }

    @Test
    void senderOfAnInternationalDomainIsKeptInAscii() {
        assertThat(new MailSettings("voicemail@Bücher.example", Optional.empty(), 60).from())
                .isEqualTo("voicemail@xn--bcher-kva.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "vöice@contoso.com",
                "voicemail@straße.example",
                "a@b.example\r\nBcc: c@d.example",
                "A <a@b.example>"
            })
    void senderIsAnAddress(String from) {
        assertThatThrownBy(() -> new MailSettings(from, Optional.empty(), 60))
                .hasMessageStartingWith("mail.from");
    }
}
