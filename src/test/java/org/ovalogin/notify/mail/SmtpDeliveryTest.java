package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.notify.mail.Delivery.Fault;
import org.ovalogin.notify.mail.Delivery.Outcome;
import org.ovalogin.notify.mail.SmtpSettings.Security;

class SmtpDeliveryTest extends OnSite {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Outcome ACCEPTED = new Outcome.Accepted(Optional.empty());

    @TempDir static Path certificates;
    private static TestCertificate localhost;
    private static TestCertificate elsewhere;

    private Letter letter;

    @BeforeAll
    static void makeCertificates() {
        localhost = TestCertificate.of("localhost", certificates);
        elsewhere = TestCertificate.of("mail.contoso.com", certificates);
        // GreenMail's certificate for TLS
        System.setProperty("greenmail.tls.keystore.file", localhost.file().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
    }

    @BeforeEach
    void begin() {
        site.administration.pins().reset(site.guid(), Reset.DEFAULT, Site.ADMINISTRATOR);
        letter =
                site.outbox.claim(10, LONG).stream()
                        .filter(l -> l.notice().kind() == Notice.Kind.RESET)
                        .findFirst()
                        .orElseThrow();
    }

    private String pin() {
        return site.safe.secret(letter.notice()).orElseThrow();
    }

    private SmtpSettings settings(int port, Security security, Duration timeout) {
        return new SmtpSettings(
                new SmtpSettings.MailServer("localhost", port, security),
                SmtpSettings.Login.NONE,
                new SmtpSettings.Timeouts(LONG, timeout),
                "");
    }

    private Outcome deliver(SmtpSettings settings, SSLContext trust) {
        var writer =
                new LetterWriter(
                        site.safe,
                        site.administration.selfService()::links,
                        "voicemail@contoso.com",
                        ZoneOffset.UTC,
                        Optional.empty());
        return new SmtpDelivery(writer, settings, trust).deliver(letter);
    }

    private Outcome deliver(MoodyMailServer server) {
        return deliver(settings(server.port(), Security.NONE, LONG), localhost.trusted());
    }

    private static Fault later(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Later.class);
        return ((Outcome.Later) outcome).fault();
    }

    @Nested
    class ARealServer {
        private Optional<GreenMail> mail = Optional.empty();

        private GreenMail start(String protocol) {
            var server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
            mail = Optional.of(server);
            server.start();
            return server;
        }

        @AfterEach
        void stop() {
            mail.ifPresent(GreenMail::stop);
        }

        private MimeMessage only(GreenMail server) {
            assertThat(server.getReceivedMessages()).hasSize(1);
            return server.getReceivedMessages()[0];
        }

        @Test
        void takesTheLetterWithItsPin() throws Exception {
            var server = start("smtp");
            var port = server.getSmtp().getPort();
            assertThat(deliver(settings(port, Security.NONE, LONG), localhost.trusted()))
                    .isEqualTo(ACCEPTED);
            var message = only(server);
            assertThat(message.getAllRecipients())
                    .containsExactly(new InternetAddress("tony@contoso.com"));
            assertThat(message.getMessageID())
                    .isEqualTo("<" + letter.notice().id() + "@contoso.com>");
            var parts = (Multipart) message.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
            assertThat((String) parts.getBodyPart(0).getContent()).contains("New PIN: " + pin());
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat((String) parts.getBodyPart(1).getContent()).contains("New PIN: " + pin());
        }

        @Test
        void takesItOverTls() {
            var server = start("smtps");
            var port = server.getSmtps().getPort();
            assertThat(deliver(settings(port, Security.TLS, LONG), localhost.trusted()))
                    .isEqualTo(ACCEPTED);
            only(server);
        }

        @Test
        void isNotTrustedForACertificateOfSomebodyElse() {
            var server = start("smtps");
            var port = server.getSmtps().getPort();
            var fault = later(deliver(settings(port, Security.TLS, LONG), elsewhere.trusted()));
            assertThat(fault.code()).isEqualTo("Tls");
            assertThat(server.getReceivedMessages()).isEmpty();
        }

        @Test
        void takesItFromWhoKnowsThePassword() throws IOException {
            var server = start("smtps");
            server.setUser("ova@contoso.com", "ova", "right horse");
            var fault = later(deliver(withPassword(server, "wrong horse"), localhost.trusted()));
            assertThat(fault.code()).isEqualTo("Authentication");
            assertThat(fault.detail()).contains("535").doesNotContain("horse");
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(deliver(withPassword(server, "right horse"), localhost.trusted()))
                    .isEqualTo(ACCEPTED);
            only(server);
        }

        private SmtpSettings withPassword(GreenMail server, String password) throws IOException {
            var file = folder.resolve("password");
            Files.deleteIfExists(file);
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password + "\n");
            return new SmtpSettings(
                    new SmtpSettings.MailServer(
                            "localhost", server.getSmtps().getPort(), Security.TLS),
                    new SmtpSettings.Login(Optional.of("ova"), Optional.of(file)),
                    new SmtpSettings.Timeouts(LONG, LONG),
                    "");
        }
    }

    @Nested
    class StartTls {
        @Test
        void nothingOfTheLetterIsSaidBeforeIt() {
            try (var server = new MoodyMailServer(localhost.shown())) {
                var settings = settings(server.port(), Security.STARTTLS, LONG);
                assertThat(deliver(settings, localhost.trusted())).isEqualTo(ACCEPTED);
                assertThat(server.heard)
                        .filteredOn(line -> !line.startsWith("TLS "))
                        .allMatch(line -> line.startsWith("EHLO") || line.equals("STARTTLS"));
                assertThat(server.accepted).singleElement().asString().contains(pin());
            }
        }

        @Test
        void serverWithoutItGetsNoLetter() {
            try (var server = new MoodyMailServer()) {
                var settings = settings(server.port(), Security.STARTTLS, LONG);
                assertThat(later(deliver(settings, localhost.trusted())).code()).isEqualTo("Tls");
                assertThat(server.heard).noneMatch(line -> line.startsWith("MAIL"));
            }
        }

        @Test
        void serverWithTheCertificateOfAnotherHostGetsNoLetter() {
            try (var server = new MoodyMailServer(elsewhere.shown())) {
                var settings = settings(server.port(), Security.STARTTLS, LONG);
                assertThat(later(deliver(settings, elsewhere.trusted())).code()).isEqualTo("Tls");
                assertThat(server.heard).noneMatch(line -> line.contains("MAIL"));
            }
        }

        @Test
        void serverWithAnUntrustedCertificateGetsNoLetter() {
            try (var server = new MoodyMailServer(localhost.shown())) {
                var settings = settings(server.port(), Security.STARTTLS, LONG);
                assertThat(later(deliver(settings, elsewhere.trusted())).code()).isEqualTo("Tls");
                assertThat(server.heard).noneMatch(line -> line.contains("MAIL"));
            }
        }
    }

    @Nested
    class Refusals {
        @ParameterizedTest
        @CsvSource({
            "RCPT, 550 5.1.1 unknown, 550 5.1.1",
            "RCPT, 553 5.1.3 bad address, 553 5.1.3",
            "RCPT, 550 5.2.1 disabled, 550 5.2.1",
            "RCPT, 550 User unknown, 550",
        })
        void ofTheRecipientAreFinal(String at, String answer, String code) {
            try (var server = new MoodyMailServer().answers(at, answer)) {
                var outcome = deliver(server);
                assertThat(outcome).isInstanceOf(Outcome.Refused.class);
                assertThat(((Outcome.Refused) outcome).fault().code()).isEqualTo(code);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "RCPT, 450 4.2.0 greylisted, 450 4.2.0",
            "RCPT, 451 later, 451",
            "RCPT, 550 relay not permitted, 550",
            "RCPT, 503 authentication required, 503",
            "RCPT, 553, 553",
            "RCPT, 550 5.1.8 bad sender, 550 5.1.8",
            "RCPT, 551 moved, 551",
            "MAIL, 550 5.1.1 user unknown, 550 5.1.1",
            "EHLO, 421 4.7.0 too many connections, 421 4.7.0",
            "'', 554 no service for you, 554",
            "RCPT, 550 5.7.1 relaying denied, 550 5.7.1",
            "RCPT, 530 5.7.0 authenticate first, 530 5.7.0",
            "MAIL, 553 5.7.1 not your sender, 553 5.7.1",
            "DATA, 554 5.5.1 no, 554 5.5.1",
            "., 554 5.6.0 looks like spam, 554 5.6.0",
            "., 452 4.3.1 disk full, 452 4.3.1",
            "'', 421 4.3.2 closing, 421 4.3.2",
        })
        void ofOtherKindsMayPass(String at, String answer, String code) {
            try (var server = new MoodyMailServer().answers(at, answer)) {
                assertThat(later(deliver(server)).code()).isEqualTo(code);
            }
        }

        @Test
        void wordsOfTheServerAreNotRepeated() {
            try (var server =
                    new MoodyMailServer()
                            .answers(".", said -> "554 5.6.0 " + said.replaceAll("\\R", " "))) {
                var fault = later(deliver(server));
                assertThat(server.seen).singleElement().asString().contains(pin());
                assertThat(fault.toString()).doesNotContain(pin());
            }
        }

        @ParameterizedTest
        @CsvSource({"'', 421 4.3.2", "EHLO, 421 4.3.2", "MAIL, 550 5.7.1", "RCPT, 450 4.7.1"})
        void ofStepsBeforeTheLetterAreQuoted(String at, String codes) {
            var code = codes.split(" ", 2)[0];
            var status = codes.split(" ", 2)[1];
            var reply =
                    code + "-" + status + " go\u0007 to\r\n" + code + " " + status + " postmaster";
            try (var server = new MoodyMailServer().answers(at, reply)) {
                var fault = later(deliver(server));
                assertThat(fault.said()).isEqualTo(codes + " go to postmaster");
                assertThat(fault.detail()).endsWith(": " + codes + " go to postmaster");
            }
        }

        @Test
        void ofEhloAreQuotedWhereTheServerHangsUpAfterwards() {
            try (var server =
                    new MoodyMailServer()
                            .answers("EHLO", "421 4.7.0 slow down")
                            .answers("HELO", "hang up")) {
                assertThat(later(deliver(server)).said()).isEqualTo("421 4.7.0 slow down");
                assertThat(server.heard).noneMatch(line -> line.startsWith("HELO"));
            }
        }

        @Test
        void ofEhloAloneAreNone() {
            try (var server = new MoodyMailServer().answers("EHLO", "502 unknown command")) {
                assertThat(deliver(server)).isEqualTo(ACCEPTED);
            }
        }

        @Test
        void areFoundBeforeThereIsALetter() {
            try (var server = new MoodyMailServer().answers("MAIL", "550 5.7.60 not as him")) {
                var settings = settings(server.port(), Security.NONE, LONG);
                assertThat(SmtpDelivery.tryOut(settings, "a@contoso.com", localhost.trusted()))
                        .hasValueSatisfying(
                                what ->
                                        assertThat(what)
                                                .endsWith(
                                                        "answers to MAIL: 550 5.7.60 not as him"));
                server.isGood();
                assertThat(SmtpDelivery.tryOut(settings, "a@contoso.com", localhost.trusted()))
                        .isEmpty();
                assertThat(server.heard).noneMatch(line -> line.startsWith("RCPT"));
            }
        }

        @Test
        void serverIsGreetedByTheNameThatIsSet() {
            try (var server = new MoodyMailServer()) {
                var settings =
                        new SmtpSettings(
                                new SmtpSettings.MailServer(
                                        "localhost", server.port(), Security.NONE),
                                SmtpSettings.Login.NONE,
                                new SmtpSettings.Timeouts(LONG, LONG),
                                "pbx.contoso.com");
                deliver(settings, localhost.trusted());
                assertThat(server.heard).contains("EHLO pbx.contoso.com");
            }
        }

        @Test
        void serverThatIsNotThere() {
            var server = new MoodyMailServer();
            server.close();
            assertThat(later(deliver(server)).code()).isEqualTo("NoConnection");
        }

        @Test
        void connectionThatBreaksAtTheEndOfTheLetter() {
            try (var server = new MoodyMailServer().answers(".", "hang up")) {
                assertThat(later(deliver(server)).code()).isEqualTo("NoAnswer");
            }
        }

        @Test
        void connectionThatBreaksAfterAcceptanceIsNoFailure() {
            try (var server = new MoodyMailServer().answers("QUIT", "hang up")) {
                assertThat(deliver(server)).isEqualTo(ACCEPTED);
            }
        }
    }

    @Nested
    class Delays {
        private Outcome hurried(MoodyMailServer server) {
            return deliver(settings(server.port(), Security.NONE, SHORT), localhost.trusted());
        }

        @ParameterizedTest
        @CsvSource({"RCPT", "DATA", "."})
        void silentServerIsLeft(String at) {
            try (var server = new MoodyMailServer().isSilentAt(at)) {
                assertThat(later(hurried(server)).code()).isEqualTo("NoAnswer");
            }
        }

        @Test
        void serverThatNeverGreetsIsLeft() {
            try (var server = new MoodyMailServer().isSilentAt("")) {
                assertThat(later(hurried(server)).code()).isEqualTo("NoConnection");
            }
        }

        @Test
        void silenceAfterAcceptanceIsNoFailure() {
            try (var server = new MoodyMailServer().isSilentAt("QUIT")) {
                assertThat(hurried(server)).isEqualTo(ACCEPTED);
            }
        }

        @Test
        void endlessAnswerIsCutOff() {
            try (var server = new MoodyMailServer().answers("MAIL", "250-and")) {
                var settings =
                        new SmtpSettings(
                                new SmtpSettings.MailServer(
                                        "localhost", server.port(), Security.NONE),
                                SmtpSettings.Login.NONE,
                                new SmtpSettings.Timeouts(SHORT, SHORT),
                                "");
                assertThat(later(deliver(settings, localhost.trusted())).code())
                        .isEqualTo("TooSlow");
                // nothing goes on in the background before the next try
                await().until(() -> server.conversations.get() == 0);
            }
        }
    }
}
