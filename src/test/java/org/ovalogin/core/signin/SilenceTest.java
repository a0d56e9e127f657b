package org.ovalogin.core.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.core.administration.Site.ADMINISTRATOR;
import static org.ovalogin.core.administration.Site.CALLER;
import static org.ovalogin.core.administration.Site.OTHER;
import static org.ovalogin.core.administration.Site.RIGHT;
import static org.ovalogin.core.administration.Site.WRONG;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn;
import org.ovalogin.core.administration.Accounts;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.administration.Office;
import org.ovalogin.core.administration.PinResets;
import org.ovalogin.core.administration.SelfService;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Letter;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.mailbox.ResetLink;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.CallSession;
import org.slf4j.LoggerFactory;

/// Neither PIN nor hash nor sealed text comes out of these packages as text, whatever breaks.
class SilenceTest {
    private static final List<String> TABLES =
            List.of(
                    "event",
                    "outbox",
                    "pin_history",
                    "mailbox",
                    "session",
                    "account",
                    "token",
                    "web_session",
                    "sign_in_delay",
                    "reset_link",
                    "history_check");

    @TempDir Path folder;

    private static final Password PASSWORD = Password.of("a password like hunter2");

    /// What was handed out meanwhile.
    private final List<String> handedOut = new ArrayList<>();

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
        assertThat(text).doesNotContain("$argon2").doesNotContainPattern("v1:[0-9a-f]{8}:");
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
            var secrets =
                    new ArrayList<>(
                            List.of(
                                    "739164", "204857", "860293", "97531", "551937", "948271",
                                    "hunter2"));
            secrets.addAll(site.texts("select pin_sealed from mailbox"));
            for (var table : TABLES) {
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
            secrets.addAll(site.texts("select password_sealed from account"));
            secrets.addAll(site.texts("select session_hash from web_session"));
            secrets.addAll(site.texts("select token_hash from token"));
            secrets.addAll(site.texts("select link_hash from reset_link"));
            site.sql("alter table mailbox rename to lost");
            site.sql("alter table account rename to gone");
            everything(site);

            assertThat(handedOut).as("cookies, CSRF tokens, tokens, links").hasSizeGreaterThan(10);
            secrets.addAll(handedOut);
            var logged = logged();
            assertThat(logged).as("the attack reached something").hasSizeGreaterThan(20);
            logged.forEach(line -> assertSilent(line, secrets));
        }
    }

    /// Whatever can be asked of these packages; exceptions are part of what is looked at.
    private void everything(Site site) {
        tried(() -> site.signIn.attempt(new MailboxKey("default", "97531"), WRONG, Site.CALL));
        for (var i = 0; i < 6; i++) tried(() -> site.attempt(WRONG));
        tried(() -> site.attempt(RIGHT));
        tried(() -> site.give(OTHER, true));
        tried(() -> site.attempt(OTHER));
        tried(site.afterwards::run);
        tried(site.failureWork::completeAll);
        tried(() -> change(site));
        tried(
                () ->
                        site.administration
                                .pins()
                                .reset(
                                        site.guid(),
                                        PinResets.Reset.generated(true, false),
                                        ADMINISTRATOR));
        tried(() -> site.administration.pins().unlock(site.guid(), ADMINISTRATOR));
        tried(() -> enable(site));
        tried(() -> reset(site, "739164"));
        tried(() -> reset(site, "948271"));
        tried(() -> reset(site, "7391640739164"));
        administer(site);
        ownersReset(site);
        tried(
                () ->
                        site.sessions.issue(
                                new Admission(
                                        site.mailbox(),
                                        Admission.Level.PIN,
                                        0,
                                        Optional.empty(),
                                        false,
                                        site.clock.instant()),
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

    private static void reset(Site site, String typed) {
        var wanted =
                new PinResets.Reset(
                        Optional.of(typed),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        site.administration.pins().whatIf(site.guid(), wanted, ADMINISTRATOR);
        site.administration.pins().reset(site.guid(), wanted, ADMINISTRATOR);
    }

    private void administer(Site site) {
        site.clock.pass(Duration.ofHours(25)); // no delay stands in the way
        var details = new AccountDetails(Role.HELPDESK, Optional.empty(), Optional.empty(), true);
        var accounts = site.administration.accounts();
        var signIn = site.administration.signIn();
        var tokens = site.administration.tokens();
        tried(() -> accounts.add("desk", details, PASSWORD, ADMINISTRATOR));
        tried(() -> accounts.add("hunter", details, PASSWORD, ADMINISTRATOR));
        tried(
                () ->
                        accounts.setPassword(
                                "desk",
                                Password.of("hunter2"),
                                Accounts.TokensThen.END,
                                ADMINISTRATOR));
        tried(() -> signIn.attempt("hunter2", PASSWORD, ""));
        tried(() -> signIn.attempt("desk", Password.of("hunter2"), ""));
        tried(
                () -> {
                    var in = (AccountSignIn.Result.In) signIn.attempt("desk", PASSWORD, "");
                    var opened = signIn.open(in.account(), "");
                    handedOut.add(opened.cookie());
                    handedOut.add(opened.signedIn().csrf());
                    site.clock.pass(Duration.ofMinutes(2));
                    var _ = signIn.session(opened.cookie(), "");
                    var issued =
                            tokens.issue(in.account(), "script", Optional.empty(), 1, in.actor());
                    handedOut.add(issued.secret());
                    var _ = tokens.bearer(issued.secret(), "");
                    signIn.changeOwnPassword(
                            in.account(), PASSWORD, Password.of("hunter2"), Optional.empty(), "");
                });
    }

    private void ownersReset(Site site) {
        var selfService = site.administration.selfService();
        tried(() -> selfService.ask(new SelfService.Asked(Optional.empty(), "97531")));
        tried(() -> selfService.ask(new SelfService.Asked(Optional.empty(), Site.EXTENSION)));
        tried(
                () ->
                        site.mail().stream()
                                .filter(n -> n.kind() == Notice.Kind.RESET_LINK)
                                .flatMap(n -> site.safe.secret(n).stream())
                                .forEach(
                                        link -> {
                                            handedOut.add(link);
                                            tried(() -> selfService.open(link));
                                            tried(() -> selfService.confirm(link, ""));
                                        }));
    }

    private static void enable(Site site) {
        site.administration
                .mailboxes()
                .enable(
                        Mailboxes.Enabling.of("default", "51299", "new@contoso.com"),
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
                                            Notice.Kind.RESET,
                                            mailbox,
                                            site.clock.instant(),
                                            "admin",
                                            0)
                                    .getFirst(),
                            RIGHT);
            var admission =
                    new Admission(
                            mailbox,
                            Admission.Level.PIN,
                            0,
                            Optional.empty(),
                            false,
                            Instant.EPOCH);
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
                            new PinResets.Done(mailbox, Optional.of(RIGHT)),
                            new CallSession(
                                    new CallSession.Key(tokenHash, "call"),
                                    new CallSession.Entry(
                                            UUID.randomUUID(), Admission.Level.PIN, 1),
                                    site.clock.instant(),
                                    0),
                            new CallSessions.Returned(
                                    admission, new CallSessions.SoFar(site.clock.instant(), 0)),
                            new CallSessions.Closed(
                                    mailbox, new CallSessions.SoFar(site.clock.instant(), 0)),
                            site.safe,
                            site.signIn,
                            new ResetLink(
                                    tokenHash,
                                    mailbox.guid(),
                                    1,
                                    site.clock.instant(),
                                    site.clock.instant()),
                            new PinResets.Reset(
                                    Optional.of("739164"),
                                    Optional.empty(),
                                    Optional.of(true),
                                    Optional.empty(),
                                    Optional.empty()),
                            enablingWith("739164"));
            UnaryOperator<String> key = s -> s.substring("v1:01234567:".length());
            var secrets = List.of("739164", key.apply(sealed), sealedPin(notice, key), tokenHash);
            values.forEach(value -> assertSilent(value.toString(), secrets));
        }
    }

    private static Mailboxes.Enabling enablingWith(String pin) {
        return new Mailboxes.Enabling(
                new Mailboxes.Enabling.Owner(
                        Addresses.of("new@contoso.com"),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty()),
                new Mailboxes.Enabling.Place(Optional.empty(), Optional.empty(), List.of("51299")),
                new PhoneAccess(true, false),
                new Mailboxes.Enabling.FirstPin(Optional.of(pin), true, Optional.empty(), true));
    }

    @Test
    void noValueOfThoseWhoAdministerPrintsASecret() {
        try (var site = Site.with(folder, _ -> {})) {
            var account = Office.account(site, "desk", Role.HELPDESK);
            var opened = site.administration.signIn().open(account, "");
            var issued =
                    site.administration
                            .tokens()
                            .issue(account, "script", Optional.empty(), 1, Office.actor(account));
            var session = opened.signedIn();
            var secrets =
                    List.of(
                            account.passwordSealed(),
                            opened.cookie(),
                            session.csrf(),
                            session.session().hash(),
                            issued.secret(),
                            issued.token().hash(),
                            "hunter2");
            List.<Object>of(
                            account,
                            opened,
                            session,
                            session.session(),
                            issued,
                            issued.token(),
                            PASSWORD,
                            Office.actor(account),
                            site.administration.signIn(),
                            site.administration.tokens())
                    .forEach(value -> assertSilent(value.toString(), secrets));
        }
    }

    private static String sealedPin(Notice notice, UnaryOperator<String> key) {
        return key.apply(notice.secret().sealed().orElseThrow());
    }
}
