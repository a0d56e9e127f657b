package org.ovalogin.web.entry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.SelfService.Asked;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.web.http.HttpSettings;
import org.ovalogin.web.http.TryHttp;
import org.ovalogin.web.page.Visitor;
import org.slf4j.LoggerFactory;

class SelfServicePageTest {
    @TempDir Path folder;
    private PageServer server;
    private Visitor owner;

    /// Switched on, behind a proxy, so that each request can have its own client.
    private static HttpSettings settings() {
        var proxies = List.of("127.0.0.1");
        return new TryHttp().publicUrl("http://127.0.0.1:9").trusting(proxies).build();
    }

    @BeforeEach
    void start() {
        server = PageServer.settled(folder, settings());
        owner = Visitor.at(server);
    }

    @AfterEach
    void stop() {
        owner.close();
        server.close();
    }

    private Visitor.Answer ask(String who, String client) {
        return owner.post("/reset", Map.of("who", who), "X-Forwarded-For", client);
    }

    private Mailbox enable(String extension, String name) {
        return server.mailbox(extension, name + "@contoso.com", name);
    }

    /// The recipients of links. Stopping the server serves all requests first.
    private List<String> sentTo() {
        server.close();
        try (var site = Site.at(folder)) {
            return site.mail().stream()
                    .filter(notice -> notice.kind() == Notice.Kind.RESET_LINK)
                    .map(Notice::recipient)
                    .sorted()
                    .toList();
        }
    }

    /// The page without the random id of its line in the log.
    private static String withoutId(Visitor.Answer answer) {
        assertThat(answer.text("#problem")).matches("[a-z]{10}");
        return answer.body().replace(answer.text("#problem"), "");
    }

    /// The secret as in the e-mail.
    private String secret() {
        server.administration().selfService().ask(new Asked(Optional.empty(), Site.EXTENSION));
        return server.site.mail().stream()
                .filter(notice -> notice.kind() == Notice.Kind.RESET_LINK)
                .flatMap(letter -> server.administration().selfService().links(letter).stream())
                .map(link -> link.secret())
                .reduce((_, newer) -> newer)
                .orElseThrow();
    }

    @Nested
    class Asking {
        @Test
        void isAnsweredAlikeWhateverIsAskedFor() {
            enable("51235", "locked");
            enable("51236", "disabled");
            enable("51237", "barred");
            server.site.sql(
                    "update mailbox set subscriber_access = 0 where address = 'disabled@contoso.com'");
            var barred = server.administration().mailboxes().find("51237");
            server.administration().pins().lock(barred.guid(), Site.ADMINISTRATOR);
            server.site.fail(15);
            assertThat(server.site.mailbox().lockouts().outside().lock()).isPresent();
            var asked =
                    List.of(
                            "99999",
                            "nobody@contoso.com",
                            Site.EXTENSION,
                            "tony@contoso.com",
                            " TONY@contoso.com ",
                            "locked@contoso.com",
                            "disabled@contoso.com",
                            "barred@contoso.com",
                            "'; drop table mailbox; --",
                            "x".repeat(5000));
            var answers = asked.stream().map(who -> ask(who, "192.0.2.1")).toList();
            assertThat(answers).extracting(Visitor.Answer::status).containsOnly(200);
            assertThat(answers.stream().map(Visitor.Answer::body).distinct()).hasSize(1);
            assertThat(answers.stream().map(SelfServicePageTest::headers).distinct()).hasSize(1);
            assertThat(sentTo())
                    .containsExactly(
                            "locked@contoso.com",
                            "tony@contoso.com",
                            "tony@contoso.com",
                            "tony@contoso.com");
        }

        @Test
        void bringsThreeEmailsAnHourAtMost() {
            for (var i = 0; i < 5; i++)
                assertThat(ask("tony@contoso.com", "192.0.2." + i).status()).isEqualTo(200);
            assertThat(sentTo()).hasSize(3);
        }

        @Test
        void isThrottledInSilence() {
            var usual = ask("99999", "2001:db8:1:2::1").body();
            for (var i = 0; i < 9; i++) ask("99999", "2001:db8:1:2::" + i);
            enable("51235", "other");
            assertThat(ask("tony@contoso.com", "2001:db8:1:2:9:9:9:9").body()).isEqualTo(usual);
            assertThat(ask("other@contoso.com", "2001:db8:1:3::1").body()).isEqualTo(usual);
            assertThat(sentTo()).containsExactly("other@contoso.com");
        }

        @Test
        void offersDialPlansWhereThereAreSeveral() {
            assertThat(owner.get("/reset").page().select("select")).isEmpty();
            server.administration()
                    .dialPlans()
                    .add("paris", dialPlan -> dialPlan, Site.ADMINISTRATOR);
            server.administration()
                    .mailboxes()
                    .enable(
                            Enabling.of("paris", Site.EXTENSION, "marie@contoso.com"),
                            Site.ADMINISTRATOR);
            var page = owner.get("/reset").page();
            assertThat(page.select("#dialPlan option").eachAttr("value"))
                    .containsExactly("", "default", "paris");
            assertThat(page.select("label[for=dialPlan], label[for=who]")).hasSize(2);
            ask(Site.EXTENSION, "192.0.2.1"); // fits two mailboxes, so nobody's
            owner.post("/reset", Map.of("who", Site.EXTENSION, "dialPlan", "paris"));
            owner.post("/reset", Map.of("who", Site.EXTENSION, "dialPlan", "nowhere"));
            assertThat(sentTo()).containsExactly("marie@contoso.com");
        }

        @Test
        void forNothingIsAskedAgain() {
            var answer = owner.post("/reset", Map.of("who", "  "));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("#who-errors")).contains("extension or your e-mail");
        }

        @Test
        void isTakenFromAPageThatTellsNobodyWhereItIs() {
            var fromOurs = new String[] {"Origin", "null", "Cookie", "lang=fr; session=x"};
            var answer = owner.post("/reset", Map.of("who", "99999"), fromOurs);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.page().select("html").attr("lang")).isEqualTo("fr");
            assertThat(owner.post("/signin", Map.of(), fromOurs).status()).isEqualTo(403);
        }

        @Test
        void doesNotBelieveTheHostHeader() throws IOException {
            var address = URI.create(server.address);
            var body = "who=tony%40contoso.com";
            try (var socket = new Socket(address.getHost(), address.getPort())) {
                var request =
                        """
                        POST /reset HTTP/1.1\r
                        Host: evil.example\r
                        X-Forwarded-Host: evil.example\r
                        Connection: close\r
                        Content-Type: application/x-www-form-urlencoded\r
                        Content-Length: %d\r
                        \r
                        %s"""
                                .formatted(body.length(), body);
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                var answer =
                        new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("evil");
            }
            server.close();
            server = PageServer.at(folder, settings());
            assertThat(server.letters())
                    .anyMatch(letter -> letter.contains("http://127.0.0.1:9/reset/"))
                    .noneMatch(letter -> letter.contains("evil"));
        }
    }

    @Nested
    class Link {
        @Test
        void changesNothingByBeingOpened() {
            var path = "/reset/" + secret();
            var before = server.site.mailbox();
            for (var i = 0; i < 3; i++) {
                var page = owner.get(path);
                assertThat(page.status()).isEqualTo(200);
                assertThat(page.page().select("form[method=post][action=" + path + "] button"))
                        .hasSize(1);
            }
            assertThat(server.site.mailbox()).isEqualTo(before);
            assertThat(server.site.mail()).isEmpty();
        }

        @Test
        void resetsOnceAndByEmailAlone() {
            server.site.fail(15);
            var path = "/reset/" + secret();
            var done = owner.post(path, Map.of());
            assertThat(done.status()).isEqualTo(200);
            assertThat(done.text("h1")).isEqualTo("A new PIN is on its way");
            var mail = server.site.mail();
            assertThat(mail).extracting(Notice::kind).containsExactly(Notice.Kind.RESET);
            var pin = server.site.pins(mail).getFirst();
            assertThat(done.body()).doesNotContain(server.site.safe.secret(mail.getFirst()).get());
            var again = owner.post(path, Map.of());
            assertThat(again.status()).isEqualTo(410);
            assertThat(again.text("h1")).isEqualTo("This link no longer works");
            assertThat(owner.get(path).status()).isEqualTo(410);
            assertThat(server.site.mail()).isEmpty();
            assertThat(server.site.events(Event.Name.PIN_RESET)).isEqualTo(1);
            assertThat(server.site.attempt(pin)).isInstanceOf(Verdict.MustChange.class);
        }

        @Test
        void isOverAfterAQuarterOfAnHour() {
            var path = "/reset/" + secret();
            server.site.clock.pass(Duration.ofMinutes(15));
            assertThat(owner.get(path).status()).isEqualTo(410);
            assertThat(owner.post(path, Map.of()).status()).isEqualTo(410);
            assertThat(server.site.attempt(Site.RIGHT)).isInstanceOf(Verdict.Admitted.class);
        }

        @Test
        void isOfNoUseWhereAnAdministratorHasLocked() {
            var path = "/reset/" + secret();
            server.administration().pins().lock(server.site.guid(), Site.ADMINISTRATOR);
            assertThat(owner.get(path).status()).isEqualTo(410);
            assertThat(owner.post(path, Map.of()).status()).isEqualTo(410);
        }

        @Test
        void thatNobodySentIsLikeOneThatIsOver() {
            var used = "/reset/" + secret();
            owner.post(used, Map.of());
            var gone = owner.get(used);
            for (var made : List.of("x", "%C3%A9%20%27", "a".repeat(2000)))
                assertThat(withoutId(owner.get("/reset/" + made)))
                        .as(made)
                        .isEqualTo(withoutId(gone));
        }
    }

    @Test
    void tellsNobodyWhereItIs() {
        var link = "/reset/" + secret();
        var nothing = BodyPublishers.ofString("{}");
        var answers =
                Stream.of(
                        owner.get("/reset"),
                        ask("99999", "192.0.2.1"),
                        owner.get(link),
                        owner.get("/reset/unknown"),
                        owner.get(link + "?lang=fr"),
                        owner.get(link + "/more"),
                        owner.send(owner.request(link).PUT(nothing)),
                        owner.send(
                                owner.request(link)
                                        .header("Content-Type", "text/plain")
                                        .POST(nothing)),
                        owner.post(link, Map.of("unknown", "x")),
                        owner.post(link, Map.of()));
        assertThat(answers)
                .allSatisfy(
                        answer -> {
                            assertThat(answer.headers().allValues("referrer-policy"))
                                    .containsExactly("no-referrer");
                            assertThat(answer.headers().allValues("cache-control"))
                                    .containsExactly("no-store");
                            assertThat(answer.header("set-cookie")).doesNotContain("session");
                        })
                .extracting(Visitor.Answer::status)
                .containsExactly(200, 200, 200, 410, 303, 404, 405, 415, 400, 200);
        assertThat(owner.get("/signin").header("referrer-policy")).isEqualTo("same-origin");
    }

    @Test
    void logsNoSecretWhenItFails() {
        var link = "/reset/" + secret();
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        try {
            server.site.database.close();
            var answer = owner.get(link);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("referrer-policy")).isEqualTo("no-referrer");
            assertThat(ask("tony@contoso.com", "192.0.2.1").status()).isEqualTo(200);
            server.close();
        } finally {
            log.detachAppender(lines);
        }
        assertThat(lines.list)
                .isNotEmpty()
                .allSatisfy(
                        line ->
                                assertThat(
                                                line.getFormattedMessage()
                                                        + ThrowableProxyUtil.asString(
                                                                line.getThrowableProxy()))
                                        .doesNotContain(link, "tony@"));
    }

    @Test
    void isLinkedFromTheSignIn() {
        assertThat(owner.get("/signin").page().select("main a[href=/reset]")).hasSize(1);
    }

    @Test
    void isNotThereUnlessThereIsAPublicAddress(@TempDir Path other) {
        try (var without = PageServer.settled(other);
                var visitor = Visitor.at(without)) {
            assertThat(visitor.get("/reset").status()).isEqualTo(404);
            assertThat(visitor.post("/reset", Map.of("who", "51234")).status()).isEqualTo(404);
            assertThat(visitor.get("/reset/x").status()).isEqualTo(404);
            assertThat(visitor.post("/reset/x", Map.of()).status()).isEqualTo(404);
            assertThat(visitor.get("/signin").body()).doesNotContain("/reset");
        }
    }

    private static Map<String, List<String>> headers(Visitor.Answer answer) {
        var headers = new java.util.TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }
}
