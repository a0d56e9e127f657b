package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.http.TryHttp;

/// The pages' answers to requests that no page of theirs sends.
class HostileRequestsTest {
    @TempDir static Path folder;
    private static PageServer server;
    private static final HttpClient CLIENT = PlainClient.make();

    @BeforeAll
    static void start() {
        server = PageServer.settled(folder);
    }

    @AfterAll
    static void stop() {
        CLIENT.close();
        server.close();
    }

    private static HttpRequest.Builder request(String path, String cookie) {
        return HttpRequest.newBuilder(URI.create(server.address + path))
                .header("Accept", "text/html")
                .header("Sec-Fetch-Site", "same-origin")
                .header("Cookie", cookie);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> get(String path, String cookie) {
        return send(request(path, cookie).build());
    }

    private static HttpResponse<String> post(
            String path, String cookie, Map<String, String> fields) {
        return send(form(request(path, cookie), fields));
    }

    private static HttpRequest form(HttpRequest.Builder request, Map<String, String> fields) {
        var body =
                fields.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&"));
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String session(String account) {
        return "session=" + server.session(account);
    }

    private static String csrf(String cookie) {
        var page = Jsoup.parse(get("/mailboxes", cookie).body());
        return page.select("input[name=csrf]").attr("value");
    }

    private static String tony() {
        return "/mailboxes/" + server.site.guid();
    }

    private static Optional<String> location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location");
    }

    @Nested
    class ForgedForms {
        private final String cookie = session(PageServer.ADMINISTRATOR);

        @Test
        void oneWithoutTheTokenDoesNothing() {
            var version = server.site.mailbox().pin().version();
            for (var csrf : List.of("", "nonsense", csrf(session(PageServer.ADMINISTRATOR))))
                for (var path : List.of("/pin", "/lock", "/unlock", "/edit", "/disable")) {
                    var fields = csrf.isEmpty() ? Map.<String, String>of() : Map.of("csrf", csrf);
                    assertThat(post(tony() + path, cookie, fields).statusCode())
                            .as(path + " " + csrf)
                            .isEqualTo(403);
                }
            assertThat(post("/signout", cookie, Map.of()).statusCode()).isEqualTo(403);
            assertThat(server.site.mailbox().pin().version()).isEqualTo(version);
            assertThat(server.site.mailbox().lockouts().outside().lock()).isEmpty();
        }

        @Test
        void oneFromAnotherSiteDoesNothingEvenWithTheToken() {
            for (var header : List.of("Origin", "Sec-Fetch-Site")) {
                var request =
                        HttpRequest.newBuilder(URI.create(server.address + tony() + "/lock"))
                                .header("Cookie", cookie)
                                .header(
                                        header,
                                        header.equals("Origin")
                                                ? "https://evil.example"
                                                : "cross-site");
                assertThat(send(form(request, Map.of("csrf", csrf(cookie)))).statusCode())
                        .isEqualTo(403);
            }
            assertThat(server.site.mailbox().lockouts().outside().lock()).isEmpty();
        }

        @Test
        void theRealOneWorks() {
            var answer = post(tony() + "/unlock", cookie, Map.of("csrf", csrf(cookie)));
            assertThat(answer.statusCode()).isEqualTo(303);
        }

        @Test
        void aFieldTooManyIsRefused() {
            var fields = Map.of("csrf", csrf(cookie), "how", "generated", "lockedOut", "true");
            assertThat(post(tony() + "/pin", cookie, fields).statusCode()).isEqualTo(400);
        }

        @Test
        void lookingNeverChangesAnything() {
            assertThat(get(tony() + "/unlock", cookie).statusCode()).isEqualTo(303);
            assertThat(get(tony() + "/pin", cookie).statusCode()).isEqualTo(303); // no PIN to show
            assertThat(get(tony() + "/disable", cookie).statusCode()).isEqualTo(200);
            assertThat(server.site.mailbox().subscriberAccess()).isTrue();
        }
    }

    @Nested
    class Sessions {
        private HttpResponse<String> signIn(String cookie, String to) {
            var fields =
                    Map.of(
                            "name", PageServer.AUDITOR,
                            "password", PageServer.PASSWORD,
                            "to", to);
            return post("/signin", cookie, fields);
        }

        private static String cookie(HttpResponse<String> answer) {
            return answer.headers().firstValue("set-cookie").orElseThrow();
        }

        @Test
        void aPlantedSessionIsNotTheOneThatSignsIn() {
            var planted = session(PageServer.HELP_DESK);
            var answer = signIn(planted, "/mailboxes");
            assertThat(cookie(answer)).startsWith("session=").doesNotStartWith(planted);
            assertThat(get("/mailboxes", planted).statusCode()).isEqualTo(303);
            assertThat(cookie(signIn("session=planted", "/"))).doesNotContain("planted");
        }

        @Test
        void theCookieIsForUsAlone() {
            var parts = cookie(signIn("", "/")).toLowerCase(Locale.ROOT).split("; ", -1);
            assertThat(parts)
                    .contains("path=/", "httponly", "samesite=strict")
                    .noneMatch(part -> part.startsWith("max-age") || part.startsWith("domain"));
        }

        @Test
        void twoCookiesAreNone() {
            var real = session(PageServer.AUDITOR);
            assertThat(get("/mailboxes", real).statusCode()).isEqualTo(200);
            assertThat(get("/mailboxes", real + "; session=planted").statusCode()).isEqualTo(303);
        }

        @Test
        void aSessionEndsBySignOutAndByIdleness() {
            var cookie = session(PageServer.AUDITOR);
            assertThat(post("/signout", cookie, Map.of("csrf", csrf(cookie))).statusCode())
                    .isEqualTo(303);
            assertThat(location(get("/mailboxes", cookie))).contains("/signin?to=%2Fmailboxes");
            var idle = session(PageServer.AUDITOR);
            server.site.clock.pass(Duration.ofMinutes(31));
            assertThat(get("/mailboxes", idle).statusCode()).isEqualTo(303);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://evil.example/",
                    "//evil.example/",
                    "/\\evil.example/",
                    "/\tevil",
                    "\\\\evil.example",
                    "/a\r\nSet-Cookie: x=y",
                    "javascript:alert(1)",
                    "mailboxes",
                    ""
                })
        void signInLeadsToNoOtherPlace(String to) {
            assertThat(location(signIn("", to))).contains("/");
            var page = Jsoup.parse(get("/signin?to=" + encoded(to), "").body());
            assertThat(page.select("input[name=to]").attr("value")).isEqualTo("/");
        }

        @Test
        void theCookieIsBoundToTheHostWhereOwnersComeByTls(@TempDir Path other) {
            var settings = new TryHttp().publicUrl("https://voicemail.contoso.com").build();
            try (var secure = PageServer.settled(other, settings)) {
                var request =
                        HttpRequest.newBuilder(URI.create(secure.address + "/signin"))
                                .header("Sec-Fetch-Site", "same-origin");
                var fields =
                        Map.of(
                                "name", PageServer.AUDITOR,
                                "password", PageServer.PASSWORD,
                                "to", "/");
                assertThat(cookie(send(form(request, fields))))
                        .startsWith("__Host-session=")
                        .contains("Secure");
            }
        }
    }

    @Nested
    class Names {
        private static final String NAME =
                "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";

        private void harmless(Document page, String path) {
            assertThat(page.select("script:not([src])")).as(path).isEmpty();
            assertThat(page.select("img")).as(path).isEmpty();
            assertThat(page.getAllElements())
                    .as(path)
                    .flatExtracting(element -> element.attributes().asList())
                    .noneMatch(attribute -> attribute.getKey().startsWith("on"));
        }

        @Test
        void areShownAsTheyAreAndDoNothing() {
            var policy = server.administration().policies().all(Optional.empty()).getFirst();
            rename(policy, "<b onclick=\"x\">policy'");
            try {
                areHarmless();
            } finally {
                rename(policy, policy.name());
            }
        }

        private void rename(MailboxPolicy policy, String name) {
            server.administration()
                    .policies()
                    .change(
                            policy.guid(),
                            p -> new MailboxPolicy(p.guid(), name, p.dialPlan(), p.pin()),
                            Site.ADMINISTRATOR);
        }

        private void areHarmless() {
            server.administration()
                    .mailboxes()
                    .change(
                            server.site.guid(),
                            d ->
                                    new MailboxDetails(
                                            d.policy(),
                                            d.extensions(),
                                            new MailboxOwner(
                                                    org.ovalogin.core.mailbox.Addresses.of(
                                                            "'onload=x@contoso.com"),
                                                    List.of("tonysmith"),
                                                    NAME,
                                                    d.language(),
                                                    d.timeZone()),
                                            new PhoneAccess(d.subscriberAccess(), d.pinless())),
                            Site.ADMINISTRATOR);
            var cookie = session(PageServer.ADMINISTRATOR);
            var search = "/mailboxes?search=" + encoded(NAME.substring(0, 20));
            for (var path :
                    List.of(
                            "/mailboxes",
                            search,
                            "/mailboxes/new",
                            tony(),
                            tony() + "/edit",
                            tony() + "/lock",
                            tony() + "/disable")) {
                var page = Jsoup.parse(get(path, cookie).body());
                harmless(page, path);
                if (!path.endsWith("/new")) assertThat(page.html()).as(path).contains("alert(1)");
            }
            assertThat(Jsoup.parse(get(tony(), cookie).body()).select("h1").text()).isEqualTo(NAME);
        }

        @Test
        void thatAreTypedAreShownBackAsTheyAre() {
            var cookie = session(PageServer.ADMINISTRATOR);
            var fields =
                    Map.of(
                            "csrf", csrf(cookie),
                            "address", NAME,
                            "name", NAME,
                            "extensions", NAME,
                            "policy", NAME,
                            "notify", NAME,
                            "dialPlan", NAME);
            var answer = post("/mailboxes/new", cookie, fields);
            assertThat(answer.statusCode()).isEqualTo(422);
            var page = Jsoup.parse(answer.body());
            harmless(page, "/mailboxes/new");
            assertThat(page.select("#name").attr("value")).isEqualTo(NAME);
        }

        @Test
        void ofAForgedMessageAreNotShown() {
            var cookie = session(PageServer.ADMINISTRATOR);
            var forged = List.of("done=nonsense", "done=reset.%%%", "done=reset.PGI-", "done=..");
            for (var message : forged) {
                var answer = get("/mailboxes", cookie + "; " + message);
                assertThat(answer.statusCode()).as(message).isEqualTo(200);
                harmless(Jsoup.parse(answer.body()), message);
            }
        }
    }

    @Nested
    class Addresses {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/mailboxes/nonsense",
                    "/mailboxes/00000000-0000-0000-0000-000000000000",
                    "/mailboxes/0-0-0-0-0",
                    "/mailboxes/..%2f..%2fetc%2fpasswd",
                    "/mailboxes/%2e%2e/edit",
                    "/mailboxes/new/edit",
                    "/static/..%2f..%2fova.db",
                    "/static/%2e%2e/%2e%2e/ova.db",
                    "/mailboxes/%00",
                    "/mailboxes/%0d%0aSet-Cookie:%20x=y",
                    "/first/",
                    "/first/guess"
                })
        void thatLeadNowhereSaySo(String path) {
            var answer = get(path, session(PageServer.ADMINISTRATOR));
            assertThat(answer.statusCode()).isIn(400, 404);
            assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "/mailboxes?lang=fr%0d%0aX-Evil:1",
            "/mailboxes?search=%0d%0aX-Evil:1",
            "/mailboxes?after=%0d%0aX-Evil:1",
            "/signin?to=%0d%0aX-Evil:1"
        })
        void giveNoHeaders(String path) {
            for (var part : List.of("true", "false")) {
                var request = request(path, session(PageServer.ADMINISTRATOR));
                var answer = send(request.header("HX-Request", part).build());
                assertThat(answer.statusCode()).as(path).isLessThan(500);
                assertThat(answer.headers().firstValue("x-evil")).as(path).isEmpty();
            }
        }

        @Test
        void ofPartsSendASessionThatIsOverToSignIn() {
            var request =
                    request("/mailboxes?search=x", "session=over")
                            .header("HX-Request", "true")
                            .header("HX-Current-URL", server.address + "/mailboxes?search=a%20b");
            var answer = send(request.build());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("hx-redirect"))
                    .contains("/signin?to=%2Fmailboxes%3Fsearch%3Da%2Bb");
        }
    }

    @Nested
    class Roles {
        @ParameterizedTest
        @CsvSource({
            "henry, /edit",
            "henry, /disable",
            "ada, /pin",
            "ada, /lock",
            "ada, /unlock",
            "ada, /edit",
            "ada, /disable"
        })
        void doNotDoWhatIsNotTheirs(String account, String action) {
            var before = server.site.mailbox();
            var cookie = session(account);
            var fields = Map.of("csrf", csrf(cookie));
            assertThat(post(tony() + action, cookie, fields).statusCode()).isEqualTo(403);
            assertThat(server.site.mailbox()).isEqualTo(before);
        }

        @ParameterizedTest
        @ValueSource(strings = {"/pin", "/lock", "/unlock"})
        void theHelpDeskLeavesAnAdministratorsMailboxAlone(String action) {
            var guid =
                    server.administration().mailboxes().all().stream()
                            .filter(m -> m.aliases().contains(PageServer.ADMINISTRATOR))
                            .findFirst()
                            .map(Mailbox::guid)
                            .orElseGet(this::administrators);
            var before = server.administration().mailboxes().find(guid);
            var cookie = session(PageServer.HELP_DESK);
            var answer = post("/mailboxes/" + guid + action, cookie, Map.of("csrf", csrf(cookie)));
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(Jsoup.parse(answer.body()).select("h1").text()).contains("not allowed");
            assertThat(server.administration().mailboxes().find(guid)).isEqualTo(before);
        }

        private UUID administrators() {
            var mailbox = server.mailbox("55001", "a@contoso.com", "Anna");
            server.alias(mailbox, PageServer.ADMINISTRATOR);
            return mailbox.guid();
        }
    }
}
