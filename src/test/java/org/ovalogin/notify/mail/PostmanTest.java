package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Notices;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.store.ForwardingOutbox;
import org.ovalogin.core.store.Outbox;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.notify.mail.Delivery.Outcome;
import org.ovalogin.notify.mail.SmtpSettings.Security;

class PostmanTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final URI PUBLIC_URL = URI.create("https://voicemail.contoso.com");
    private static final Pattern PIN = Pattern.compile("New PIN: ([0-9]+)");

    @TempDir Path folder;
    private Site site;
    private MoodyMailServer server;

    @BeforeEach
    void begin() {
        site = Site.with(folder, policy -> policy.temporaryPinLifetime = Optional.empty());
        server = new MoodyMailServer();
    }

    @AfterEach
    void end() {
        server.close();
        site.close();
    }

    private Postman postman(Outbox outbox) {
        var writer =
                new LetterWriter(
                        site.safe,
                        site.administration.selfService()::links,
                        "voicemail@contoso.com",
                        ZoneOffset.UTC,
                        Optional.of(PUBLIC_URL));
        var settings =
                new SmtpSettings(
                        new SmtpSettings.MailServer("localhost", server.port(), Security.NONE),
                        SmtpSettings.Login.NONE,
                        new SmtpSettings.Timeouts(LONG, LONG),
                        "");
        return new Postman(outbox, new SmtpDelivery(writer, settings), folder.resolve("mail"));
    }

    private List<Outcome> deliver() {
        try (var postman = postman(site.outbox)) {
            return postman.deliver();
        }
    }

    private void reset() {
        site.administration.pins().reset(site.guid(), Reset.DEFAULT, Site.ADMINISTRATOR);
    }

    private void toAda() {
        var notice =
                Notices.toAda(Language.DE, site.clock.instant(), "Trunk 127.0.0.1 PJSIP/trunk");
        site.store.change(work -> work.notices().post(notice));
    }

    private long secrets() {
        return site.number("select count(*) from outbox where pin_sealed is not null");
    }

    private Optional<MailFailure> failure() {
        return site.administration.mailboxes().report(site.guid()).mailFailure();
    }

    private static String pin(String letter) {
        var matcher = PIN.matcher(letter);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private List<String> withPin() {
        return server.accepted.stream().filter(letter -> PIN.matcher(letter).find()).toList();
    }

    @Nested
    class Acceptance {
        @Test
        void wipesTheSecretAndIsAnEvent() {
            reset();
            assertThat(secrets()).isEqualTo(1);
            deliver();
            assertThat(server.accepted).hasSize(2);
            assertThat(secrets()).isZero();
            assertThat(site.events(Event.Name.MAIL_SENT)).isEqualTo(2);
            assertThat(failure()).isEmpty();
        }

        @Test
        void isOfALetterToAnAdministratorWithoutAMailboxToo() {
            toAda();
            deliver();
            assertThat(server.heard).anyMatch(line -> line.contains("<ada@elsewhere.com>"));
            assertThat(server.accepted)
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains(
                            "Content-Language: de",
                            "Guten Tag ada!",
                            "Trunk 127.0.0.1 PJSIP/trunk");
            site.clock.pass(Duration.ofDays(1));
            assertThat(deliver()).isEmpty();
            assertThat(site.texts("select subject from event where name = 'MAIL_SENT'"))
                    .containsExactly("ada");
        }

        @Test
        void leavesNoFile() {
            reset();
            deliver();
            assertThat(folder.resolve("mail")).doesNotExist();
        }

        @Test
        void isNotAskedForAgain() {
            reset();
            deliver();
            site.clock.pass(Duration.ofDays(1));
            assertThat(deliver()).isEmpty();
            assertThat(server.accepted).hasSize(2);
        }

        @Test
        void bringsAPinThatOpens() {
            reset();
            deliver();
            var pin = Site.pin(pin(withPin().getFirst()));
            assertThat(site.attempt(pin).getClass().getSimpleName()).isEqualTo("MustChange");
        }

        @Test
        void thatCouldNotBeNotedIsNotAskedForAgain() {
            reset();
            var failures = new AtomicInteger();
            var forgetful = new ForgetfulOutbox(site.outbox, () -> failures.getAndIncrement() == 0);
            try (var postman = postman(forgetful)) {
                assertThatThrownBy(postman::deliver).isInstanceOf(StoreException.class);
                postman.deliver();
                site.clock.pass(Duration.ofHours(1));
                postman.deliver();
            }
            assertThat(server.accepted).hasSize(2);
            assertThat(site.events(Event.Name.MAIL_SENT)).isEqualTo(2);
        }
    }

    @Nested
    class Retries {
        private int tries() {
            return Math.toIntExact(
                    server.heard.stream().filter(line -> line.startsWith("RCPT")).count());
        }

        /// The minutes after posting in which a delivery was tried.
        private List<Integer> triesWithin(Duration time) {
            var tries = new ArrayList<Integer>();
            for (var minute = 0; minute <= time.toMinutes(); minute++) {
                var before = tries();
                deliver();
                if (tries() > before) tries.add(minute);
                site.clock.pass(Duration.ofMinutes(1));
            }
            return tries;
        }

        @Test
        void comeAfterTwiceTheTimeAndAtLeastHourly() {
            server.answers("RCPT", "451 4.7.1 later");
            site.administration.pins().lock(site.guid(), Site.ADMINISTRATOR);
            // a minute after it is due, since a lease ends after its last millisecond
            assertThat(triesWithin(Duration.ofHours(4)))
                    .containsExactly(0, 2, 5, 11, 23, 47, 95, 156, 217);
        }

        @Test
        void endWithAcceptance() {
            server.answers("RCPT", "451 4.7.1 later");
            reset();
            deliver();
            assertThat(secrets()).isEqualTo(1);
            server.isGood();
            assertThat(deliver()).isEmpty(); // both were tried
            site.clock.pass(Duration.ofMinutes(2));
            deliver();
            assertThat(withPin()).hasSize(1);
            assertThat(secrets()).isZero();
        }

        @Test
        void endAfterThreeDaysForAnAdministratorWithoutAMailbox() {
            server.answers("RCPT", "451 4.7.1 later");
            toAda();
            deliver();
            site.clock.pass(Duration.ofDays(3).minusSeconds(1));
            deliver();
            assertThat(site.events(Event.Name.MAIL_FAILED)).isZero();
            site.clock.pass(Duration.ofMinutes(61));
            deliver();
            assertThat(
                            site.texts(
                                    "select subject || ' ' || result from event where name = 'MAIL_FAILED'"))
                    .containsExactly("ada GivenUp 451 4.7.1");
            server.isGood();
            site.clock.pass(Duration.ofDays(1));
            assertThat(deliver()).isEmpty();
        }

        @Test
        void endAfterThreeDaysWithoutTheSecret() {
            server.answers("RCPT", "451 4.7.1 later");
            reset();
            deliver();
            site.clock.pass(Duration.ofDays(3).minusSeconds(1));
            deliver();
            assertThat(secrets()).isEqualTo(1);
            assertThat(failure()).isEmpty();
            site.clock.pass(Duration.ofMinutes(61));
            while (!deliver().isEmpty()) {}
            assertThat(secrets()).isZero();
            assertThat(site.events(Event.Name.MAIL_FAILED)).isEqualTo(2);
            assertThat(site.texts("select result from event where name = 'MAIL_FAILED'"))
                    .containsOnly("GivenUp 451 4.7.1");
            assertThat(failure())
                    .contains(new MailFailure(site.clock.instant(), "GivenUp 451 4.7.1"));
            server.isGood();
            site.clock.pass(Duration.ofDays(1));
            assertThat(deliver()).isEmpty();
        }

        @Test
        void areCountedFromTheFirstTry() {
            server.answers("RCPT", "550 relay not permitted");
            reset();
            site.clock.pass(Duration.ofDays(4)); // meanwhile nobody could try
            deliver();
            assertThat(secrets()).isEqualTo(1);
            site.clock.pass(Duration.ofDays(3).minusSeconds(1));
            deliver();
            assertThat(secrets()).isEqualTo(1);
            site.clock.pass(Duration.ofMinutes(61));
            deliver();
            assertThat(secrets()).isZero();
            assertThat(failure().map(MailFailure::why)).contains("GivenUp 550");
        }

        @Test
        void endWhenThePinLapsesThoughTheNextTryWouldBeLater() {
            site.sql("update mailbox_policy set temporary_pin_hours = 24");
            server.answers("RCPT", "550 relay not permitted");
            reset();
            deliver();
            site.clock.pass(Duration.ofHours(24).minusMinutes(20));
            deliver();
            assertThat(secrets()).isEqualTo(1);
            site.clock.pass(Duration.ofMinutes(20).plusMillis(1));
            var before = tries();
            deliver();
            assertThat(secrets()).isZero();
            assertThat(tries()).isEqualTo(before);
        }

        @Test
        void areToldWithTheServersWordsAndMadeAtOnceOnDemand() {
            server.answers("RCPT", "550 relay not permitted");
            reset();
            deliver();
            assertThat(delay().map(MailDelay::why)).contains("550 relay not permitted");
            server.isGood();
            assertThat(deliver()).isEmpty();
            assertThat(site.administration.mailQueue().retry(Site.ADMINISTRATOR)).isEqualTo(2);
            deliver();
            assertThat(withPin()).hasSize(1);
            assertThat(delay()).isEmpty();
        }

        @Test
        void areToldWithoutWordsThatMayQuoteTheLetter() {
            server.answers(".", said -> "554 5.6.0 " + said.replaceAll("\\R", " "));
            reset();
            deliver();
            assertThat(delay().map(MailDelay::why)).contains("554 5.6.0");
        }

        private Optional<MailDelay> delay() {
            return site.administration.mailboxes().report(site.guid()).mailDelay();
        }

        @Test
        void surviveARestart() {
            server.answers("RCPT", "451 4.7.1 later");
            reset();
            deliver();
            site.close();
            site = Site.at(folder);
            site.clock.pass(Duration.ofMinutes(2));
            server.isGood();
            deliver();
            assertThat(withPin()).hasSize(1);
            assertThat(site.attempt(Site.pin(pin(withPin().getFirst()))).getClass().getSimpleName())
                    .isEqualTo("MustChange");
        }

        @Test
        void ofALetterWhoseServerCrashedComeAfterTheLease() {
            reset();
            site.outbox.claim(2, Duration.ofMinutes(4)); // and then nothing more
            site.close();
            site = Site.at(folder);
            assertThat(deliver()).isEmpty();
            site.clock.pass(Duration.ofMinutes(5));
            deliver();
            assertThat(server.accepted).hasSize(2);
        }

        @Test
        void bearTheSameMessageId() {
            server.answers(".", "hang up"); // it may have been accepted or not
            site.administration.pins().lock(site.guid(), Site.ADMINISTRATOR);
            deliver();
            site.clock.pass(Duration.ofMinutes(2));
            deliver();
            assertThat(server.seen).hasSize(2);
            assertThat(server.seen)
                    .allSatisfy(letter -> assertThat(letter).contains("Message-ID: <" + id()));
        }

        private String id() {
            return site.texts("select notice_id from outbox").getFirst() + "@contoso.com>";
        }

        @Test
        void areOverForAPinThatWasReplaced() {
            server.answers("RCPT", "451 4.7.1 later");
            reset();
            deliver();
            reset();
            server.isGood();
            site.clock.pass(Duration.ofMinutes(2));
            deliver();
            assertThat(withPin()).hasSize(1);
            var pin = Site.pin(pin(withPin().getFirst()));
            assertThat(site.attempt(pin).getClass().getSimpleName()).isEqualTo("MustChange");
        }

        @Test
        void areOverForAPinThatLapsed() throws IOException {
            site.sql("update mailbox_policy set temporary_pin_hours = 24");
            server.answers("RCPT", "451 4.7.1 later");
            reset();
            deliver();
            server.isGood();
            site.clock.pass(Duration.ofDays(1));
            deliver();
            assertThat(withPin()).isEmpty();
            assertThat(secrets()).isZero();
            assertThat(failure().map(MailFailure::why)).contains("Refused PinLapsed");
        }
    }

    @Nested
    class Links {
        private static final Pattern LINK =
                Pattern.compile("https://voicemail.contoso.com/reset/([A-Za-z0-9_-]{43})\\s");

        private SelfService selfService() {
            return site.administration.selfService();
        }

        private void ask() {
            selfService().ask(new SelfService.Asked(Optional.empty(), Site.EXTENSION));
        }

        /// The secrets of the links that arrived.
        private List<String> secrets() {
            return server.accepted.stream()
                    .flatMap(letter -> LINK.matcher(letter).results().limit(1))
                    .map(found -> found.group(1))
                    .toList();
        }

        @Test
        void leadToANewPin() {
            ask();
            deliver();
            assertThat(selfService().open(secrets().getFirst())).isTrue();
            assertThat(selfService().confirm(secrets().getFirst(), "192.0.2.1"))
                    .isEqualTo(new SelfService.Outcome.Done());
            deliver();
            assertThat(withPin().getFirst()).contains("As you requested");
            assertThat(site.attempt(Site.pin(pin(withPin().getFirst()))).getClass().getSimpleName())
                    .isEqualTo("MustChange");
        }

        @Test
        void areSentToOwnersWhosePinHasLapsed() {
            site.sql("update mailbox_policy set temporary_pin_hours = 24");
            reset();
            deliver();
            site.clock.pass(Duration.ofDays(2));
            ask();
            deliver();
            assertThat(secrets()).hasSize(1);
            assertThat(failure()).isEmpty();
        }

        @Test
        void areNotSentWhenTheyAreOver() {
            server.answers("RCPT", "451 4.7.1 later");
            ask();
            deliver();
            server.isGood();
            site.clock.pass(SelfService.LINK_LASTS);
            deliver();
            assertThat(server.accepted).isEmpty();
            assertThat(failure().map(MailFailure::why)).contains("Refused LinkOver");
            assertThat(site.number("select count(*) from outbox where pin_sealed is not null"))
                    .isZero();
        }

        @Test
        void areNotSentForAPinThatWasReplaced() {
            server.answers("RCPT", "451 4.7.1 later");
            ask();
            deliver();
            reset();
            server.isGood();
            site.clock.pass(Duration.ofMinutes(2));
            deliver();
            assertThat(secrets()).isEmpty();
            assertThat(withPin()).hasSize(1);
        }

        @Test
        void areInNoLogLine() {
            try (var log = new LoggedLines()) {
                server.answers(".", said -> "554 5.6.0 " + said.replaceAll("\\R", " "));
                ask();
                deliver();
                var secret =
                        LINK.matcher(server.seen.getFirst())
                                .results()
                                .map(found -> found.group(1))
                                .findFirst()
                                .orElseThrow();
                assertThat(log.all())
                        .isNotEmpty()
                        .allSatisfy(line -> assertThat(line).doesNotContain(secret));
                assertThat(site.texts("select coalesce(pin_sealed, '') from outbox"))
                        .noneMatch(text -> text.contains(secret));
            }
        }

        @Test
        void ofAServerWithoutPublicUrlAreNotSent() {
            ask();
            var writer =
                    new LetterWriter(
                            site.safe,
                            site.administration.selfService()::links,
                            "voicemail@contoso.com",
                            ZoneOffset.UTC,
                            Optional.empty());
            var mail = folder.resolve("mail");
            try (var postman = new Postman(site.outbox, new FileDelivery(writer, mail), mail)) {
                assertThat(postman.deliver())
                        .hasSize(1)
                        .allMatch(outcome -> outcome instanceof Outcome.Later);
            }
            assertThat(mail).doesNotExist();
        }
    }

    @Nested
    class AnIdleOutbox {
        @Test
        void leavesTheWriterAlone() throws SQLException {
            reset();
            deliver();
            try (var other = DriverManager.getConnection("jdbc:sqlite:" + site.file);
                    var statement = other.createStatement()) {
                statement.execute("begin immediate");
                // a writer would wait, and fail in the end
                assertThat(deliver()).isEmpty();
                assertThat(site.outbox.claim(10, LONG)).isEmpty();
                statement.execute("rollback");
            }
        }
    }

    @Nested
    class Refusals {
        @Test
        void ofTheRecipientEndItAtOnce() {
            server.answers("RCPT", "550 5.1.1 no such user");
            reset();
            deliver();
            assertThat(secrets()).isZero();
            assertThat(site.events(Event.Name.MAIL_FAILED)).isEqualTo(2);
            assertThat(failure().map(MailFailure::why)).contains("Refused 550 5.1.1");
        }

        @Test
        void ofAPinAreToldUntilThereIsAnotherPin() {
            server.answers("RCPT", "550 5.1.1 no such user");
            reset();
            deliver();
            server.isGood();
            site.clock.pass(Duration.ofMinutes(1));
            site.administration.pins().lock(site.guid(), Site.ADMINISTRATOR);
            deliver();
            assertThat(failure()).isPresent();
            site.clock.pass(Duration.ofMinutes(1));
            reset();
            deliver();
            assertThat(failure()).isEmpty();
        }

        @Test
        void withoutAPinAreToldUntilSomethingArrives() {
            server.answers("RCPT", "550 5.1.1 no such user");
            site.administration.pins().lock(site.guid(), Site.ADMINISTRATOR);
            deliver();
            assertThat(failure()).isPresent();
            server.isGood();
            site.clock.pass(Duration.ofMinutes(1));
            reset();
            deliver();
            assertThat(failure()).isEmpty();
        }
    }

    @Nested
    class Secrets {
        @Test
        void areInNoLogLine() {
            try (var log = new LoggedLines()) {
                server.answers(".", said -> "554 5.6.0 " + said.replaceAll("\\R", " "));
                reset();
                deliver();
                deliver();
                var pin =
                        server.seen.stream()
                                .filter(letter -> PIN.matcher(letter).find())
                                .map(PostmanTest::pin)
                                .findFirst()
                                .orElseThrow();
                site.clock.pass(Duration.ofDays(4));
                deliver();
                assertThat(log.all())
                        .isNotEmpty()
                        .anySatisfy(line -> assertThat(line).contains("554 5.6.0"))
                        .allSatisfy(line -> assertThat(line).doesNotContain(pin));
                assertThat(site.texts("select result from event")).doesNotContain(pin);
            }
        }

        @Test
        void areInTheDatabaseSealedOnly() throws IOException {
            reset();
            deliver();
            var pin = pin(withPin().getFirst());
            for (var column : List.of("by_whom", "recipient", "coalesce(failure, '')"))
                assertThat(site.texts("select " + column + " from outbox"))
                        .noneMatch(text -> text.contains(pin));
        }
    }

    @Nested
    class OneSlowLetter {
        @Test
        void doesNotHoldTheOthersOrTheDatabase() {
            var release = new CountDownLatch(1);
            var first = new AtomicInteger();
            server.answers(
                    ".",
                    said -> {
                        if (first.getAndIncrement() == 0) wait(release);
                        return "250 2.0.0 taken";
                    });
            for (var i = 0; i < 3; i++) {
                reset();
                site.administration.pins().lock(site.guid(), Site.ADMINISTRATOR);
            }
            try (var postman = postman(site.outbox)) {
                postman.start();
                // one letter with the last PIN, three about resets, three about locks
                await().until(() -> server.accepted.size() == 6);
                assertThat(site.events(Event.Name.PIN_RESET)).isEqualTo(3);
                reset();
                release.countDown();
                await().until(() -> site.number(WAITING) == 0);
            }
            assertThat(server.accepted).hasSize(9);
        }

        private static final String WAITING =
                "select count(*) from outbox where delivered_at is null and void = 0";

        private void wait(CountDownLatch release) {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Nested
    class LettersAsFiles {
        @Test
        void areWrittenWhereThereIsNoMailServerAndDeletedUnderAnyConfiguration()
                throws IOException {
            var mail = folder.resolve("mail");
            var writer =
                    new LetterWriter(
                            site.safe,
                            site.administration.selfService()::links,
                            "voicemail@localhost",
                            ZoneOffset.UTC,
                            Optional.of(PUBLIC_URL));
            reset();
            try (var postman = new Postman(site.outbox, new FileDelivery(writer, mail), mail)) {
                assertThat(postman.deliver())
                        .allMatch(o -> o instanceof Outcome.Accepted(var file) && file.isPresent());
            }
            try (var files = Files.list(mail)) {
                assertThat(files).hasSize(2);
            }
            reset();
            deliver();
            try (var files = Files.list(mail)) {
                assertThat(files).hasSize(1);
            }
        }
    }

    @Nested
    class AFileThatCantBeDeleted {
        @Test
        void stopsNeitherLettersNorOtherFiles() throws IOException {
            var mail = folder.resolve("mail");
            var writer =
                    new LetterWriter(
                            site.safe,
                            site.administration.selfService()::links,
                            "voicemail@localhost",
                            ZoneOffset.UTC,
                            Optional.empty());
            try (var postman = new Postman(site.outbox, new FileDelivery(writer, mail), mail)) {
                for (var i = 0; i < 2; i++) {
                    reset();
                    site.clock.pass(Duration.ofSeconds(1));
                    postman.deliver();
                    if (i == 0) makeFolder(mail);
                }
                reset();
                postman.start();
                await().until(
                                () ->
                                        site.number(
                                                        "select count(*) from outbox where delivered_at is null and void = 0")
                                                == 0);
                // of the first two PINs' files, only the one replaced by a folder is left
                await().until(() -> site.outbox.filesToDelete().size() == 1);
            }
        }

        /// Replaces the file with a PIN by a folder that is not empty.
        private void makeFolder(Path mail) throws IOException {
            var name = site.texts("select file from outbox where with_pin = 1").getFirst();
            var file = mail.resolve(name);
            Files.delete(file);
            Files.createDirectory(file);
            Files.createFile(file.resolve("foreign"));
        }
    }

    /// Fails, on request, to record a delivery.
    private static final class ForgetfulOutbox extends ForwardingOutbox {
        private final BooleanSupplier fails;

        ForgetfulOutbox(Outbox outbox, BooleanSupplier fails) {
            super(outbox);
            this.fails = fails;
        }

        @Override
        public void delivered(UUID notice, Optional<String> file) {
            if (fails.getAsBoolean()) throw new StoreException("no disk", new IOException("test"));
            super.delivered(notice, file);
        }
    }
}
