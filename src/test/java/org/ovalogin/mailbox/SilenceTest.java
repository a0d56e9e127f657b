package org.ovalogin.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.mailbox.Site.ADMINISTRATOR;
import static org.ovalogin.mailbox.Site.CALLER;
import static org.ovalogin.mailbox.Site.KEY;
import static org.ovalogin.mailbox.Site.OTHER;
import static org.ovalogin.mailbox.Site.RIGHT;
import static org.ovalogin.mailbox.Site.WRONG;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// Neither PIN nor hash nor sealed text comes out of these packages as text, whatever breaks.
class SilenceTest {
    @TempDir Path folder;

    private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.ovalogin");
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @BeforeEach
    void listen() {
        ours.setLevel(Level.TRACE);
        heard.start();
        root.addAppender(heard);
    }

    @AfterEach
    void stop() {
        ours.setLevel(null);
        root.detachAppender(heard);
    }

    private static void assertSilent(String text, List<String> secrets) {
        assertThat(text).doesNotContain("$argon2").doesNotContain("v1:test:");
        secrets.forEach(secret -> assertThat(text).doesNotContain(secret));
    }

    private List<String> logged() {
        return List.copyOf(heard.list).stream()
                .map(
                        event ->
                                event.getFormattedMessage()
                                        + (event.getThrowableProxy() == null
                                                ? ""
                                                : ThrowableProxyUtil.asString(
                                                        event.getThrowableProxy())))
                .toList();
    }

    @Test
    void nothingIsLoggedOfWhatWasDialledAndKeptWhenTheDatabaseBreaksAtEachStep() {
        try (var site = Site.with(folder, _ -> {})) {
            var secrets = new ArrayList<>(List.of("739164", "204857", "860293", "97531"));
            secrets.addAll(site.texts("select pin_sealed from mailbox"));
            for (var table : List.of("event", "outbox", "pin_history", "mailbox", "session")) {
                site.sql(
                        "create trigger broken_%1$s before insert on %1$s begin select raise(abort, 'broken'); end"
                                .formatted(table));
                if (table.equals("mailbox"))
                    site.sql(
                            "create trigger broken_update before update on mailbox begin select raise(abort, 'broken'); end");
                everything(site);
                site.sql("drop trigger broken_" + table);
            }
            site.sql("drop trigger broken_update");
            everything(site);
            secrets.addAll(site.texts("select pin_sealed from mailbox"));
            secrets.addAll(site.texts("select sealed from pin_history"));
            site.sql("alter table mailbox rename to lost");
            everything(site);

            var logged = logged();
            assertThat(logged).as("the attack reached something").hasSizeGreaterThan(20);
            logged.forEach(line -> assertSilent(line, secrets));
        }
    }

    /// Whatever can be asked of these packages; exceptions are part of what is looked at.
    private void everything(Site site) {
        tried(() -> site.signIn.attempt(new MailboxKey("default", "97531"), WRONG, CALLER));
        for (var i = 0; i < 6; i++) tried(() -> site.attempt(WRONG));
        tried(() -> site.attempt(RIGHT));
        tried(() -> site.give(OTHER, true));
        tried(() -> site.attempt(OTHER));
        tried(site.afterwards::run);
        tried(site.failureWork::completeAll);
        tried(() -> change(site));
        tried(
                () ->
                        site.administration.reset(
                                KEY, new Administration.Reset(true, false), ADMINISTRATOR));
        tried(() -> site.administration.unlock(KEY, ADMINISTRATOR));
        tried(() -> enable(site));
        tried(
                () ->
                        site.sessions.issue(
                                new Admission(site.mailbox(), Admission.Level.PIN, 0),
                                "call",
                                site.clock.instant().plus(Duration.ofHours(1)),
                                0));
    }

    private static void change(Site site) {
        if (site.pinChange.prepare(site.mailbox(), Site.pin("551937"))
                instanceof PinChange.Prepared.Ready ready) {
            site.pinChange.commit(site.mailbox(), ready, CALLER);
        }
    }

    private static void enable(Site site) {
        site.administration.enable(
                new Administration.Enabling(
                        "default", "51299", "new@contoso.com", Optional.empty(), Optional.empty()),
                ADMINISTRATOR);
    }

    private void tried(Runnable act) {
        try {
            act.run();
        } catch (RuntimeException e) {
            ours.error("caught by the test", e);
        }
    }

    @Test
    void noValuePrintsASecret() {
        try (var site = Site.with(folder, _ -> {})) {
            var mailbox = site.mailbox();
            var sealed = mailbox.pin().sealed();
            var notice =
                    site.safe.withPin(
                            Notice.plain(
                                    Notice.Kind.RESET, mailbox, site.clock.instant(), "admin", 0),
                            RIGHT);
            var admission = new Admission(mailbox, Admission.Level.PIN, 0);
            var tokenHash = "ab".repeat(32);
            var values =
                    List.<Object>of(
                            RIGHT,
                            mailbox,
                            mailbox.pin(),
                            notice,
                            new Letter(notice, mailbox),
                            new PinChange.Prepared.Ready(sealed),
                            admission,
                            new Verdict.Admitted(admission),
                            new Verdict.MustChange(admission, Verdict.Why.REQUIRED),
                            new Administration.ResetDone(mailbox, Optional.of(RIGHT)),
                            new Session(
                                    tokenHash,
                                    "call",
                                    UUID.randomUUID(),
                                    Admission.Level.PIN,
                                    1,
                                    site.clock.instant(),
                                    0),
                            new Sessions.Returned(admission, site.clock.instant(), 0),
                            site.safe,
                            site.signIn);
            UnaryOperator<String> key = s -> s.substring("v1:test:".length());
            var secrets = List.of("739164", key.apply(sealed), sealedPin(notice, key), tokenHash);
            values.forEach(value -> assertSilent(value.toString(), secrets));
        }
    }

    private static String sealedPin(Notice notice, UnaryOperator<String> key) {
        return key.apply(notice.sealedPin().orElseThrow());
    }
}
