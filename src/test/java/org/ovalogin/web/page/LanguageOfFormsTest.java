package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.browser.PageServer;

/// The choice of language keeps the page, its query and the values typed into its form.
class LanguageOfFormsTest extends OnMailboxForms {
    @Test
    void aPageWithoutAFormHasLinksWithItsQuery() {
        var links =
                administrator.get("/mailboxes?search=a%20b&state=locked").page().select("footer a");
        assertThat(links.eachAttr("href")).contains("?search=a+b&state=locked&lang=fr");
        var chosen = administrator.get("/mailboxes?search=a+b&state=locked&lang=en");
        assertThat(chosen.status()).isEqualTo(303);
        assertThat(chosen.header("location")).isEqualTo("/mailboxes?search=a+b&state=locked");
    }

    /// htmx replaces the address after each letter typed.
    @Test
    void aFilterChangedSinceThePageWasLoadedIsKept() {
        var chosen =
                administrator.get(
                        "/mailboxes?lang=en", "Referer", server.address + "/mailboxes?search=new");
        assertThat(chosen.header("location")).isEqualTo("/mailboxes?search=new");
        var elsewhere =
                administrator.get(
                        "/mailboxes?search=x&lang=en",
                        "Referer",
                        "https://evil.example/events?y=z");
        assertThat(elsewhere.header("location")).isEqualTo("/mailboxes?search=x");
    }

    @ParameterizedTest
    @CsvSource({
        "/mailboxes/new, name",
        "/policies, name",
        "/new-dialplan, OperatorExtension",
        "/accounts/new, name",
        "/tokens, name",
    })
    void whatWasTypedIsShownAgainInTheOtherLanguage(String path, String field) {
        var page = administrator.get(path).page();
        var button = page.select("footer button[form=form][name=lang][value=fr]");
        assertThat(button).as(path).hasSize(1);
        var fields = new HashMap<String, String>();
        fields.put("lang", "fr");
        fields.put("role", "auditor");
        fields.put(field, "51299 & <b>");
        if (path.equals("/policies") || path.equals("/tokens")) fields.remove("role");
        if (path.equals("/tokens")) fields.put("role", "auditor");
        if (!path.startsWith("/accounts") && !path.equals("/tokens")) fields.remove("role");
        var before = server.site.number("select count(*) from event");
        var again = administrator.submit(path, fields);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.page().select("html").attr("lang")).isEqualTo("fr");
        assertThat(again.page().select("#" + field).val()).isEqualTo("51299 & <b>");
        assertThat(again.header("set-cookie")).startsWith("lang=fr");
        assertThat(server.site.number("select count(*) from event")).isEqualTo(before);
        administrator.get("/?lang=en");
    }

    @Test
    void theVersionStaysThatOfTheFirstPage() {
        var mailbox = server.administration().mailboxes().all().getFirst();
        var edit = "/mailboxes/" + mailbox.guid() + "/edit";
        var version = administrator.get(edit).page().select("[name=version]").val();
        server.alias(mailbox, "other");
        var again =
                administrator.submit(edit, Map.of("version", version, "lang", "fr", "name", "X"));
        assertThat(again.page().select("#form [name=version]").val()).isEqualTo(version);
        administrator.get("/?lang=en");
    }

    @Test
    void aSecretIsNotShownAgain() {
        var typed = Map.of("lang", "fr", "how", "typed", "pin", "739164");
        var again = administrator.submit("/mailboxes/new", typed);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).doesNotContain("739164");
        administrator.get("/?lang=en");
    }

    @Test
    void aSignInIsNotTried() {
        try (var visitor = Visitor.at(server)) {
            var typed =
                    Map.of(
                            "name",
                            PageServer.ADMINISTRATOR,
                            "password",
                            PageServer.PASSWORD,
                            "to",
                            "/events?name=Locked",
                            "lang",
                            "fr");
            var again = visitor.post("/signin", typed);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.page().select("#name").val()).isEqualTo(PageServer.ADMINISTRATOR);
            assertThat(again.page().select("[name=to]").val()).isEqualTo("/events?name=Locked");
            assertThat(again.body()).doesNotContain(PageServer.PASSWORD);
            assertThat(visitor.get("/account").status()).isEqualTo(303);
        }
    }

    @Test
    void aFormOfAnotherSessionIsRefusedAsAlways() {
        var forged = administrator.post("/mailboxes/new", Map.of("lang", "fr", "csrf", "x"));
        assertThat(forged.status()).isEqualTo(403);
    }
}
