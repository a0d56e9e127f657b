package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.Concern.Kind;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.administration.StageCallers;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.web.http.TryHttp;

/// A server in which much has happened, and the states of its pages.
final class PageStates implements AutoCloseable {
    static final String ARABIC = "محمد العربي (51240)";
    static final String HEBREW = "ליאור כהן";

    private static final String LONG_NAME =
            "Marc-Antoine de la Fontaine de Rochefort-en-Terre-Neuve";

    private static final List<Concern> CONCERNS =
            List.of(
                    new Concern(
                            Kind.LETTERS_DELAYED,
                            3,
                            "2026-12-01T11:00:00Z",
                            "451 4.7.1 <tony@contoso.com>: Recipient address rejected: greylisted"),
                    new Concern(Kind.LETTERS_FAILED, 2, "", ""),
                    new Concern(Kind.NO_MAIL_SERVER, 0, "", ""),
                    new Concern(Kind.CERTIFICATE_ENDS, 12, "2026-12-11T11:00:00Z", ""),
                    new Concern(Kind.CERTIFICATE_ENDS, 0, "2026-11-11T11:00:00Z", ""),
                    new Concern(
                            Kind.FINDING,
                            0,
                            "disk space of /var/lib/ova-login",
                            "20 MB free; make room, or backups fail"));

    /// More than a search shows.
    private static final int CROWD = 1_200;

    final PageServer server;

    /// @param account signed in at the start; empty: nobody
    record State(String name, String account, Consumer<BrowserDesk> reach) {
        @Override
        public String toString() {
            return name;
        }
    }

    PageStates(Path folder) {
        server =
                PageServer.settled(
                        folder,
                        new TryHttp().publicUrl("http://127.0.0.1:9").build(),
                        plan ->
                                plan.set("budgets.trunk", "20 + 1/hour")
                                        .set("mail.smtp.host", "127.0.0.1")
                                        .set("mail.smtp.port", "1")
                                        .set("mail.smtp.security", "none"));
        server.crowd(CROWD);
        server.mailbox("51241", "lior@contoso.com", HEBREW);
        server.mailbox("51235", "marc-antoine.de-la-fontaine@legal.contoso.com", LONG_NAME);
        happen();
        server.mailbox("51240", "mohammed@contoso.com", ARABIC);
        server.calls =
                List.of(
                        new StageCallers("pin", 2, Duration.ofSeconds(65)),
                        new StageCallers("menu", 0, Duration.ZERO),
                        new StageCallers("new_pin", 1, Duration.ofMinutes(2)));
    }

    /// Some hours with sign-ins, failures, a lock, a spent budget and changes.
    private void happen() {
        var site = server.site;
        for (var hour = 0; hour < 20; hour++) {
            for (var i = 0; i < hour * 7 % 5; i++) site.attempt(Site.RIGHT);
            if (hour % 6 == 1) site.fail(hour % 4);
            site.clock.pass(Duration.ofHours(1));
        }
        var hostile =
                new CallSource(
                        "anonymous", "PJSIP/trunk-\u05d0\u05d1", "127.0.0.1", Optional.empty());
        site.fail(21, hostile);
        server.administration()
                .policies()
                .change(
                        site.mailbox().policy().guid(),
                        p ->
                                p.with(
                                        p.pin()
                                                .with(
                                                        draft -> {
                                                            draft.minPinLength = 8;
                                                            draft.allowCommonPatterns = true;
                                                        })),
                        Site.ADMINISTRATOR);
        server.account("second", Role.HELPDESK);
    }

    /// Those reached by an address alone, by a form, and by an ended session.
    List<State> all() {
        var all = new ArrayList<>(pages());
        all.addAll(problems());
        all.addAll(brokenForms());
        return all;
    }

    private State page(String name, String path) {
        return new State(name, PageServer.ADMINISTRATOR, desk -> desk.open(path));
    }

    List<State> pages() {
        return List.of(
                new State(
                        "overview", PageServer.ADMINISTRATOR, desk -> openWithConcerns(desk, "/")),
                new State(
                        "overview-week",
                        PageServer.ADMINISTRATOR,
                        desk -> {
                            openWithConcerns(desk, "/?days=7");
                            for (var more : desk.page.locator("details > summary").all())
                                more.click();
                        }),
                new State("overview-auditor", PageServer.AUDITOR, desk -> desk.open("/")),
                page("search-hits", "/search?search=c"),
                page("search-none", "/search?search=nobody+at+all"),
                page("search-capped", "/search?search=erson"),
                page("search-rtl", "/mailboxes?search=512"),
                page("events", "/events"),
                page("events-changes", "/events?name=PolicyChanged"),
                page(
                        "events-filtered",
                        "/events?name=SignIn&mailbox=51234&caller=anonymous&address=127.0.0.1"),
                page("events-ambiguous", "/events?mailbox=" + ambiguous()),
                page("events-nobody", "/events?mailbox=nobody"),
                page("account", "/account"),
                page("help", "/help"),
                new State("help-owner", "", desk -> desk.open("/help")),
                page("test-mail", "/mail/test"),
                new State(
                        "test-mail-refused",
                        PageServer.ADMINISTRATOR,
                        desk -> {
                            desk.open("/mail/test");
                            desk.page.fill("#address", "nobody@nowhere.example");
                            desk.page.click("#form button");
                            assertThat(desk.page.locator("#answer.bad")).isVisible();
                        }));
    }

    private void openWithConcerns(BrowserDesk desk, String path) {
        server.concerns = CONCERNS;
        desk.open(path);
        server.concerns = List.of();
    }

    /// An extension that two dial plans have.
    private String ambiguous() {
        var plans = server.administration().dialPlans();
        if (plans.all().stream().noneMatch(plan -> plan.name().equals("paris"))) {
            plans.add("paris", plan -> plan, Site.ADMINISTRATOR);
            server.administration()
                    .mailboxes()
                    .enable(
                            Enabling.of("paris", "51240", "paris@contoso.com")
                                    .with(Optional.of(HEBREW), Optional.empty()),
                            Site.ADMINISTRATOR);
        }
        return "51240";
    }

    List<State> problems() {
        return List.of(
                new State("403", PageServer.AUDITOR, desk -> desk.open("/mailboxes/new")),
                new State(
                        "403-form",
                        PageServer.ADMINISTRATOR,
                        desk -> send(desk, "/policies", Map.of("csrf", "x"))),
                page("404", "/no-such-page"),
                page("404-mailbox", "/mailboxes/00000000-0000-4000-8000-000000000000"),
                new State("404-out", "", desk -> desk.open("/no-such-page")),
                new State("405", PageServer.ADMINISTRATOR, desk -> send(desk, "/events", Map.of())),
                new State(
                        "500",
                        PageServer.ADMINISTRATOR,
                        desk -> {
                            server.concerns =
                                    List.of(new Concern(Kind.CERTIFICATE_ENDS, 1, "never", ""));
                            desk.open("/");
                            server.concerns = List.of();
                        }),
                new State(
                        "503",
                        PageServer.ADMINISTRATOR,
                        desk -> {
                            desk.open("/account");
                            withoutDatabase(() -> desk.open("/mailboxes"));
                        }),
                new State(
                        "503-out",
                        "",
                        desk -> {
                            desk.open("/signin");
                            withoutDatabase(
                                    () ->
                                            send(
                                                    desk,
                                                    "/signin",
                                                    Map.of(
                                                            "name",
                                                            "anna",
                                                            "password",
                                                            "x",
                                                            "to",
                                                            "/")));
                        }),
                new State("signin", "", desk -> desk.open("/signin")),
                new State("signin-to", "", desk -> desk.open("/events?name=Locked")),
                new State("ended", PageServer.ADMINISTRATOR, desk -> ended(desk)),
                new State(
                        "ended-again",
                        PageServer.ADMINISTRATOR,
                        desk -> {
                            ended(desk);
                            desk.page.fill("#name", PageServer.ADMINISTRATOR);
                            desk.page.fill("#password", PageServer.PASSWORD);
                            desk.page.click("#form button.primary");
                        }));
    }

    private void withoutDatabase(Runnable work) {
        server.site.sql("alter table web_session rename to away");
        server.site.sql("alter table account rename to gone");
        try {
            work.run();
        } finally {
            server.site.sql("alter table gone rename to account");
            server.site.sql("alter table away rename to web_session");
        }
    }

    /// Sends a form a minute after the session's end.
    private void ended(BrowserDesk desk) {
        desk.open("/mailboxes/" + server.site.guid() + "/edit");
        desk.page.fill("#name", "Antoinette O’Connor");
        server.site.clock.pass(Duration.ofMinutes(31));
        desk.page.click("#form button.primary");
        assertThat(desk.page.locator("#ended")).isVisible();
    }

    List<State> brokenForms() {
        return List.of(
                broken(
                        "broken-mailbox",
                        "/mailboxes/new",
                        Map.of(
                                "address",
                                "nobody",
                                "further",
                                "x",
                                "name",
                                "\u202e",
                                "dialPlan",
                                "default",
                                "extensions",
                                "1",
                                "timeZone",
                                "Mars",
                                "notify",
                                "y",
                                "how",
                                "typed",
                                "pin",
                                "1111")),
                broken(
                        "broken-policy",
                        "/policies/" + server.site.mailbox().policy().guid(),
                        Map.of(
                                "Name",
                                "",
                                "MinPINLength",
                                "many",
                                "MaxLogonAttempts",
                                "-1",
                                "PINHistoryCount",
                                "x")),
                broken(
                        "broken-dialplan",
                        "/new-dialplan",
                        Map.of(
                                "Name",
                                "default",
                                "NumberOfDigitsInExtension",
                                "x",
                                "OperatorExtension",
                                "op",
                                "TimeZone",
                                "Mars")),
                broken(
                        "broken-account",
                        "/accounts/new",
                        Map.of(
                                "name",
                                "a b",
                                "role",
                                "helpdesk",
                                "address",
                                "nobody",
                                "mailbox",
                                "nobody",
                                "password",
                                "short",
                                "again",
                                "other")),
                broken(
                        "broken-password",
                        "/account/password",
                        Map.of("current", "wrong", "password", "short", "again", "other")),
                broken(
                        "broken-token",
                        "/tokens",
                        Map.of("name", "", "role", "auditor", "days", "soon")),
                new State(
                        "broken-signin",
                        "",
                        desk -> {
                            desk.open("/signin");
                            send(desk, "/signin", Map.of("name", " ", "password", "", "to", "/"));
                        }));
    }

    private static State broken(String name, String path, Map<String, String> fields) {
        return new State(
                name,
                PageServer.ADMINISTRATOR,
                desk -> {
                    send(desk, path, fields);
                    assertThat(desk.page.locator("#summary")).isVisible();
                });
    }

    /// Sends a form past the browser's own checks.
    private static void send(BrowserDesk desk, String path, Map<String, String> fields) {
        if (desk.page.url().equals("about:blank")) desk.open("/account");
        desk.page.waitForResponse(
                answer -> answer.request().isNavigationRequest(),
                () ->
                        desk.page.evaluate(
                                """
                                ([path, fields]) => {
                                    const form = document.createElement("form");
                                    form.method = "post";
                                    form.action = path;
                                    const csrf = document.querySelector("[name=csrf]");
                                    for (const [name, value] of Object.entries(csrf ? { csrf: csrf.value, ...fields } : fields)) {
                                        const input = document.createElement("input");
                                        input.type = "hidden";
                                        input.name = name;
                                        input.value = value;
                                        form.append(input);
                                    }
                                    document.body.append(form);
                                    form.submit();
                                }
                                """,
                                List.of(path, fields)));
        desk.page.waitForLoadState();
    }

    @Override
    public void close() {
        server.close();
    }
}
