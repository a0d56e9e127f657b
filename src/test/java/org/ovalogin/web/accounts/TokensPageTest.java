package org.ovalogin.web.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.account.Token;
import org.ovalogin.core.administration.Site;
import org.ovalogin.web.page.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensPageTest {
    private PageServer server;
    private Visitor administrator;
    private Visitor helpDesk;
    private Visitor auditor;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        administrator = Visitor.signedIn(server, ADMINISTRATOR);
        helpDesk = Visitor.signedIn(server, HELP_DESK);
        auditor = Visitor.signedIn(server, AUDITOR);
    }

    @AfterAll
    void stop() {
        List.of(administrator, helpDesk, auditor).forEach(Visitor::close);
        server.close();
    }

    private static Map<String, String> token(String name, Role role, String days) {
        return Map.of("name", name, "role", role.code(), "days", days);
    }

    private Visitor.Answer issue(Visitor visitor, String name, Role role) {
        var answer = visitor.submit("/tokens", token(name, role, "30"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/tokens/issued");
        return visitor.get("/tokens/issued");
    }

    private List<Token> named(String name) {
        return server.administration().tokens().all(Site.ADMINISTRATOR).stream()
                .filter(token -> token.name().equals(name))
                .toList();
    }

    private String removal(String name) {
        return "/tokens/" + named(name).getFirst().id() + "/remove";
    }

    @Test
    void isNotShownToAnotherSessionNorInClearInTheDatabase() {
        helpDesk.submit("/tokens", token("mine", Role.HELPDESK, "30"));
        assertThat(administrator.get("/tokens/issued").status()).isEqualTo(303);
        assertThat(server.site.texts("select coalesce(shown_once_sealed, '') from web_session"))
                .noneMatch(text -> text.contains("ova_"))
                .anyMatch(text -> !text.isEmpty());
        assertThat(helpDesk.get("/tokens/issued").text(".secret")).startsWith("ova_");
    }

    @Test
    void isShownOnceByThePageThatFollows() {
        var answer = issue(helpDesk, "once", Role.HELPDESK);
        var secret = answer.text(".secret");
        assertThat(secret).startsWith("ova_");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        var again = helpDesk.get("/tokens/issued");
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.body()).doesNotContain(secret);
        assertThat(named("once")).hasSize(1);
        assertThat(server.site.texts("select coalesce(shown_once_sealed, '') from web_session"))
                .allMatch(String::isEmpty);
        var bearer = server.administration().tokens().bearer(secret, "192.0.2.1").orElseThrow();
        assertThat(bearer.name()).isEqualTo("account " + HELP_DESK);
        for (var visitor : List.of(administrator, helpDesk, auditor)) {
            var page = visitor.get("/tokens");
            assertThat(page.text("table")).contains("once");
            assertThat(page.body()).doesNotContain(secret);
        }
        assertThat(server.site.texts("select token_name || token_hash from token"))
                .noneMatch(text -> text.contains(secret));
    }

    @Test
    void isSeenByItsOwnerAndThoseWhoSeeAccounts() {
        issue(administrator, "private", Role.AUDITOR);
        assertThat(helpDesk.get("/tokens").body()).doesNotContain("private");
        assertThat(auditor.get("/tokens").text("table")).contains("private");
    }

    @Test
    void hasTheLeastRoleUnlessMoreIsChosen() {
        for (var visitor : List.of(administrator, helpDesk, auditor)) {
            var page = visitor.get("/tokens").page();
            assertThat(page.select("#role option[selected]").val()).isEqualTo("auditor");
            assertThat(page.select(".places a[aria-current=page]").attr("href"))
                    .isEqualTo("/tokens");
        }
    }

    @Test
    void canDoNoMoreThanItsAccount() {
        var refused = helpDesk.submit("/tokens", token("greedy", Role.ADMINISTRATOR, "30"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#role-errors").text()).isNotEmpty();
        assertThat(helpDesk.get("/tokens").body()).doesNotContain("greedy");
        assertThat(helpDesk.get("/tokens").page().select("#role option").eachAttr("value"))
                .containsExactly("helpdesk", "auditor");
    }

    @Test
    void isRemovedByItsOwnerAfterAQuestion() {
        issue(helpDesk, "henry's old one", Role.HELPDESK);
        var path = removal("henry's old one");
        assertThat(helpDesk.get(path).text("h1")).contains("henry's old one");
        assertThat(named("henry's old one")).hasSize(1);
        assertThat(helpDesk.submit(path, Map.of()).header("location")).isEqualTo("/tokens");
        assertThat(named("henry's old one")).isEmpty();
        assertThat(helpDesk.submit(path, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void isRemovedByAdministratorsAndNobodyElse() {
        issue(auditor, "ada's", Role.AUDITOR);
        var path = removal("ada's");
        assertThat(helpDesk.get(path).status()).isEqualTo(404);
        assertThat(helpDesk.submit(path, Map.of()).status()).isEqualTo(404);
        assertThat(named("ada's")).hasSize(1);
        assertThat(administrator.submit(path, Map.of()).status()).isEqualTo(303);
        assertThat(named("ada's")).isEmpty();
    }

    @Test
    void ofAnotherIsNotRemovedByAuditors() {
        issue(helpDesk, "henry's", Role.HELPDESK);
        var path = removal("henry's");
        assertThat(auditor.get(path).status()).isEqualTo(403);
        assertThat(auditor.submit(path, Map.of()).status()).isEqualTo(403);
        assertThat(auditor.get("/tokens").page().select("a[href=" + path + "]")).isEmpty();
        assertThat(named("henry's")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''     | 90     | #name-errors | 1 to 128 characters",
                "fine   | 0      | #days-errors | 1–3650",
                "fine   | 3651   | #days-errors | 1–3650",
                "fine   | <b>x   | #days-errors | <b>x",
            })
    void isRefusedBesideTheField(String name, String days, String where, String why) {
        var answer = helpDesk.submit("/tokens", token(name, Role.HELPDESK, days));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text(where)).contains(why);
        assertThat(answer.page().select("#days").attr("value")).isEqualTo(days);
        assertThat(named("fine")).isEmpty();
    }

    @Test
    void isMadeByAFormOfTheSessionAlone() {
        var answer = helpDesk.post("/tokens", token("forged", Role.HELPDESK, "30"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(named("forged")).isEmpty();
    }

    @Test
    void thatIsOverIsShownSo() {
        server.account("otto", Role.HELPDESK);
        try (var otto = Visitor.signedIn(server, "otto")) {
            issue(otto, "old", Role.HELPDESK);
            assertThat(otto.get("/tokens").text("table")).doesNotContain("Expired");
            server.site.sql("update token set token_expires_at = 0 where token_name = 'old'");
            assertThat(otto.get("/tokens").text("table")).contains("Expired");
        }
    }
}
