package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.web.http.TryHttp;
import org.slf4j.LoggerFactory;

/// Errors lead on: with the page's frame, a cause, a remedy, and an id that is in the log.
class ErrorPagesTest extends OnMailboxForms {
    @TempDir Path another;
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("org.ovalogin.web.http");

    @BeforeEach
    void listen() {
        log.list.clear();
        log.start();
        root.setLevel(Level.INFO);
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(null);
    }

    private void assertLeadsOn(Visitor.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.page().select("nav.places a").eachAttr("href"))
                .contains("/", "/mailboxes");
        assertThat(answer.text(".account")).contains("Signed in as");
        assertThat(answer.text("h1")).isNotEmpty();
        assertThat(answer.text("#happened")).isNotEmpty();
        assertThat(answer.text("#remedy")).isNotEmpty();
        var id = answer.text("#problem");
        assertThat(id).matches("[a-z]{10}");
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("problem " + id + ": " + status));
    }

    private void assertIdIsInTheLog(Visitor.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        var id = answer.text("#problem");
        assertThat(id).matches("[a-z]{10}");
        assertThat(answer.page().select("#problem")).hasSize(1);
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .anyMatch(line -> line.startsWith("problem " + id + ": " + status));
    }

    /// Whether the page is one for all errors or has a form of its own.
    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405, 409, 410, 413, 429, 500, 503})
    void everyErrorHasAnIdThatIsInTheLog(int status) {
        assertIdIsInTheLog(error(status), status);
    }

    private Visitor.Answer error(int status) {
        return switch (status) {
            case 403 -> administrator.post("/mailboxes/new", Map.of("csrf", "x"));
            case 404 -> administrator.get("/nowhere");
            case 405 -> administrator.submit("/events", Map.of());
            case 409 -> stale();
            case 410 -> overLink();
            case 413 -> administrator.submit("/signout", Map.of("name", "x".repeat(70_000)));
            case 429 -> delayed();
            case 500 -> failed();
            case 503 -> without("web_session", () -> administrator.get("/mailboxes"));
            default -> throw new IllegalArgumentException();
        };
    }

    /// The form again, since somebody else was quicker.
    private Visitor.Answer stale() {
        var path = "/policies/" + server.site.mailbox().policy().guid();
        var form = administrator.get(path).page().select("form[action=" + path + "]");
        var fields = new HashMap<String, String>();
        for (var input : form.select("input[name]:not([type=checkbox], [type=radio]), textarea"))
            if (!input.attr("name").equals("csrf")) fields.put(input.attr("name"), input.val());
        fields.put("version", "999999");
        return administrator.submit(path, fields);
    }

    private Visitor.Answer overLink() {
        var settings = new TryHttp().publicUrl("http://127.0.0.1:9").build();
        try (var other = PageServer.settled(another, settings);
                var owner = Visitor.at(other)) {
            return owner.get("/reset/over");
        }
    }

    /// The sign-in form again, after too many wrong passwords.
    private Visitor.Answer delayed() {
        try (var stranger = Visitor.at(server)) {
            var wrong = Map.of("name", "nobody", "password", "wrong wrong wrong", "to", "/");
            var answer = stranger.post("/signin", wrong);
            for (var i = 0; i < 20 && answer.status() != 429; i++)
                answer = stranger.post("/signin", wrong);
            return answer;
        }
    }

    private Visitor.Answer failed() {
        server.concerns = List.of(new Concern(Concern.Kind.CERTIFICATE_ENDS, 1, "never", ""));
        try {
            return administrator.get("/");
        } finally {
            server.concerns = List.of();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/nowhere",
        "/mailboxes/x",
        "/accounts/x",
        "/dialplans/nowhere",
        "/policies/nowhere",
        "/tokens/x/remove",
    })
    void anUnknownAddressOrObject(String path) {
        assertLeadsOn(administrator.get(path), 404);
    }

    @Test
    void aMailboxThatIsGoneIsNamed() {
        var gone = administrator.get("/mailboxes/" + UUID.randomUUID());
        assertLeadsOn(gone, 404);
        assertThat(gone.text("#happened")).startsWith("There is no mailbox “");
    }

    @Test
    void aMethodThatIsNotTaken() {
        var put = administrator.request("/mailboxes").method("PUT", BodyPublishers.ofString("x"));
        assertLeadsOn(administrator.send(put), 405);
        assertLeadsOn(administrator.submit("/events", Map.of()), 405);
    }

    @Test
    void aFormThatIsTooLarge() {
        var large = Map.of("name", "x".repeat(70_000));
        assertLeadsOn(administrator.submit("/mailboxes/new", large), 413);
        assertLeadsOn(administrator.submit("/signout", large), 413);
        assertLeadsOn(administrator.submit("/policies", Map.of("name", "x".repeat(200_000))), 413);
    }

    @Test
    void aFormOfAnotherSession() {
        var old = administrator.post("/mailboxes/new", Map.of("csrf", "x"));
        assertLeadsOn(old, 403);
        assertThat(old.text("h1")).isEqualTo("The form is from an earlier session");
    }

    @Test
    void aFormOfAnotherSite() {
        var foreign =
                administrator.post("/mailboxes/new", Map.of(), "Sec-Fetch-Site", "cross-site");
        assertLeadsOn(foreign, 403);
        assertThat(foreign.text("h1")).isEqualTo("The request came from another site");
    }

    @Test
    void aRoleThatMayNot() {
        try (var auditor = Visitor.signedIn(server, PageServer.AUDITOR)) {
            var path = "/mailboxes/" + server.administration().mailboxes().all().getFirst().guid();
            var refused = auditor.submit(path + "/lock", Map.of());
            assertLeadsOn(refused, 403);
            assertThat(refused.text("#happened")).isEqualTo("Your role does not allow this.");
            assertLeadsOn(auditor.get("/mailboxes/new"), 403);
        }
    }

    private Visitor.Answer without(String table, Supplier<Visitor.Answer> asked) {
        server.site.sql("alter table %s rename to away".formatted(table));
        try {
            return asked.get();
        } finally {
            server.site.sql("alter table away rename to " + table);
        }
    }

    /// Not even the session can be looked up.
    @Test
    void aDatabaseThatDoesNotAnswerNeedsNoneForTheFrame() {
        assertThat(administrator.get("/account").status()).isEqualTo(200);
        assertLeadsOn(without("web_session", () -> administrator.get("/mailboxes")), 503);
        assertLeadsOn(without("account", () -> administrator.get("/mailboxes")), 503);
    }

    @Test
    void strangersGetAFrameWithoutNavigationAndTheWayToSignIn() {
        try (var stranger = Visitor.at(server)) {
            var answer = stranger.get("/nowhere");
            assertThat(answer.page().select("nav.places")).isEmpty();
            assertThat(answer.page().select("main a").eachAttr("href")).containsExactly("/signin");
            assertThat(answer.text("#problem")).matches("[a-z]{10}");
            var made = stranger.get("/nowhere", "Cookie", "session=made-up");
            assertThat(made.page().select("nav.places")).isEmpty();
        }
    }

    /// A server that has not seen the session yet looks it up.
    @Test
    void anotherServerKnowsTheVisitorToo() {
        var cookie = "session=" + server.session(PageServer.ADMINISTRATOR);
        try (var fresh = Visitor.at(server)) {
            var foreign =
                    fresh.post(
                            "/mailboxes/new",
                            Map.of(),
                            "Cookie",
                            cookie,
                            "Sec-Fetch-Site",
                            "cross-site");
            assertLeadsOn(foreign, 403);
            assertLeadsOn(fresh.get("/nowhere", "Cookie", cookie), 404);
        }
    }

    @Test
    void afterSigningOutThereIsNoNavigation() {
        var secret = server.session(PageServer.ADMINISTRATOR);
        var cookie = "session=" + secret;
        try (var visitor = Visitor.at(server)) {
            var csrf =
                    visitor.get("/account", "Cookie", cookie)
                            .page()
                            .select("[name=csrf]")
                            .attr("value");
            var left =
                    visitor.post(
                            "/signout",
                            Map.of("csrf", csrf),
                            "Cookie",
                            cookie,
                            "Sec-Fetch-Site",
                            "same-origin");
            assertThat(left.status()).isEqualTo(303);
            var answer = visitor.get("/nowhere", "Cookie", cookie);
            assertThat(answer.page().select("nav.places")).isEmpty();
        }
    }

    @Test
    void programsGetAProblemWithTheSameId() {
        try (var program = Visitor.at(server)) {
            var answer = program.get("/api/v1/nowhere", "Accept", "application/json");
            assertThat(answer.header("content-type")).startsWith("application/problem+json");
            var id = answer.body().replaceAll(".*\"id\":\"([a-z]{10})\".*", "$1");
            assertThat(id).matches("[a-z]{10}");
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .anyMatch(line -> line.contains(id));
        }
    }

    @Test
    void theLogHasNeitherPathNorQueryNorValue() {
        administrator.get("/mailboxes/secret-of-somebody?search=secret-too");
        administrator.get("/secret-path");
        administrator.get("/dialplans/secret-plan");
        assertThat(log.list)
                .isNotEmpty()
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void aFloodOfErrorsDoesNotFillTheLog(@TempDir Path folder) {
        try (var other = PageServer.settled(folder);
                var flood = Visitor.at(other)) {
            var last = flood.get("/nowhere");
            for (var i = 0; i < 150; i++) last = flood.get("/nowhere");
            assertThat(log.list).hasSizeBetween(100, 140);
            assertThat(last.status()).isEqualTo(404);
            assertThat(last.text("#problem")).isEmpty();
        }
    }
}
