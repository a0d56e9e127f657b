package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;

/// The page to which signing in leads.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReturnPathTest {
    private PageServer server;
    private Visitor visitor;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        visitor = Visitor.at(server);
    }

    @AfterAll
    void stop() {
        visitor.close();
        server.close();
    }

    private String signedInWith(String to) {
        var fields = Map.of("name", PageServer.AUDITOR, "password", PageServer.PASSWORD, "to", to);
        var answer = visitor.post("/signin", fields);
        assertThat(answer.status()).isEqualTo(303);
        return answer.header("location");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/, /",
                "/mailboxes, /mailboxes",
                "/mailboxes?search=O%E2%80%99Connor&state=locked, /mailboxes?search=O%E2%80%99Connor&state=locked",
                "/mailboxes?search=a%20b+c, /mailboxes?search=a+b+c",
                "/mailboxes?search=//evil.example, /mailboxes?search=%2F%2Fevil.example",
                "/mailboxes?search=<script>, /mailboxes?search=%3Cscript%3E",
                "/mailboxes?search=x&lang=fr, /mailboxes?search=x",
                "/events?name=Locked&day=2026-01-01, /events?name=Locked&day=2026-01-01",
                "/dialplans/Z%c3%bcrich, /dialplans/Z%C3%BCrich",
                "/mailboxes/%41, /mailboxes/A",
                "/account/password, /account/password",
            })
    void isOneOfOursWithItsQueryEncodedAnew(String to, String led) {
        assertThat(signedInWith(to)).isEqualTo(led);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mailboxes",
                "//evil.example",
                "//evil.example/mailboxes",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/mailboxes\\..\\x",
                "https://evil.example/mailboxes",
                "https:/mailboxes",
                "javascript:alert(1)",
                "/javascript:alert(1)",
                "data:text/html,x",
                "/%2Fevil.example",
                "/%2f%2fevil.example",
                "/%5Cevil.example",
                "/%5c%5cevil.example",
                "/%252Fevil.example",
                "/mailboxes/%252F%252Fevil.example",
                "/mailboxes/%25255C",
                "/mailboxes/%2e%2e/x",
                "/mailboxes/..",
                "/mailboxes/../accounts",
                "/./mailboxes",
                "/mailboxes//x",
                "/mailboxes/",
                "/\tmailboxes",
                "/mail\nboxes",
                "/mailboxes\r\nSet-Cookie: x=y",
                "/mailboxes%0d%0aSet-Cookie:%20x=y",
                "/mailboxes/%00",
                "/mailboxes/%09",
                "/mailboxes/%7f",
                "/mailboxes/%C2%85",
                "/mailboxes/%E2%80%AE",
                "/mailboxes/%E2%80%A8",
                "/mailboxes?search=%0d%0aSet-Cookie:%20x=y",
                "/mailboxes?search=\u0001",
                "/mailboxes#//evil.example",
                "/mailboxes?x#y",
                "/mailboxes/%",
                "/mailboxes/%zz",
                "/mailboxes/%C3",
                "/mailboxes/%C0%AF",
                "/mailboxes?search=%",
                "/@evil.example",
                "/nowhere",
                "/health",
                "/metrics",
                "/static/app.css",
                "/api/v1/mailboxes",
                "/signin?to=/mailboxes",
                "/reset",
                "/first/x",
                "/mailboxes;x=y",
                " /mailboxes",
                "/ evil.example",
                "http:evil.example",
                "?to=x",
                ".",
            })
    void isTheOverviewForAnythingElse(String to) {
        assertThat(signedInWith(to)).isEqualTo("/");
    }

    @Test
    void tooLongAnAddressIsNoPageOfOurs() {
        assertThat(signedInWith("/mailboxes?search=" + "x".repeat(5000))).isEqualTo("/");
    }

    @Test
    void thePageWithItsQueryIsWhatAVisitorWithoutSessionComesBackTo() {
        try (var stranger = Visitor.at(server)) {
            var location = stranger.get("/mailboxes?search=a%20b&state=locked").header("location");
            assertThat(URLDecoder.decode(location, StandardCharsets.UTF_8))
                    .isEqualTo("/signin?to=/mailboxes?search=a+b&state=locked");
            var page = stranger.get(location);
            assertThat(page.page().select("[name=to]").val())
                    .isEqualTo("/mailboxes?search=a+b&state=locked");
            assertThat(page.text("#ended")).isEmpty();
        }
    }

    @Test
    void whoseSessionEndedIsTold() {
        try (var late = Visitor.at(server)) {
            var over = late.get("/signin?to=/events", "Cookie", "session=over");
            assertThat(over.text("#ended")).isEqualTo("Your session ended; sign in to go on.");
        }
    }
}
