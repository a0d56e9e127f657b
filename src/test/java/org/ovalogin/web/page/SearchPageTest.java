package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;

class SearchPageTest extends OnMailboxForms {
    private String zoe = "";

    @BeforeAll
    void add() {
        var fields = new HashMap<>(Map.of("name", "Zoë O’Connor"));
        fields.put("address", "zoe.oconnor@contoso.com");
        assertThat(enable("51277", fields).status()).isEqualTo(303);
        zoe =
                administrator
                        .get("/mailboxes?search=" + encoded("zoe oconnor"))
                        .page()
                        .select("#found th[scope=row] a")
                        .attr("href");
        assertThat(zoe).startsWith("/mailboxes/");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "51277",
                "51 277",
                " 512-77 ",
                "default\\51277",
                "DEFAULT\\51277",
                "Zoe.OConnor@contoso.com",
                "Zoë O’Connor",
                "zoe oconnor"
            })
    void anExactHitLeadsToItsMailbox(String text) {
        var answer = administrator.get("/search?search=" + encoded(text));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(zoe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5127",
                "zoe",
                "OConnor Zoë",
                "nobody",
                "%",
                "\"",
                "//evil.example",
                "a\r\nX: y"
            })
    void anyOtherTextLeadsToTheListOfItsHits(String text) {
        var answer = administrator.get("/search?search=" + encoded(text));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo("/mailboxes?search=" + encoded(text));
        assertThat(administrator.get(answer.header("location")).status()).isEqualTo(200);
    }

    @Test
    void noTextLeadsToTheWholeList() {
        for (var path : new String[] {"/search", "/search?search=", "/search?search=+"})
            assertThat(administrator.get(path).header("location")).isEqualTo("/mailboxes");
    }

    @Test
    void aLongTextIsCut() {
        var answer = administrator.get("/search?search=" + "w+".repeat(1000));
        assertThat(answer.header("location")).hasSizeLessThan(250);
    }

    @Test
    void everyPageHasItsFieldAndNeedsNoScript() {
        for (var path :
                new String[] {
                    "/",
                    "/mailboxes",
                    zoe,
                    "/policies",
                    "/dialplans",
                    "/events",
                    "/accounts",
                    "/account"
                }) {
            var page = administrator.get(path).page();
            var form = page.select("header form[role=search]");
            assertThat(form).as(path).hasSize(1);
            assertThat(form.attr("method")).isEqualTo("get");
            assertThat(form.attr("action")).isEqualTo("/search");
            assertThat(form.select("label[for=find]").text()).isNotEmpty();
            assertThat(form.select("input#find").attr("name")).isEqualTo("search");
            assertThat(form.select("button[type=submit]").text()).isNotEmpty();
            assertThat(page.select("script[src$=search.js]")).hasSize(1);
            assertThat(page.select("script").eachAttr("src")).doesNotContain("");
            assertThat(page.select("[role=search]").stream().map(SearchPageTest::label))
                    .as("told apart")
                    .doesNotHaveDuplicates();
        }
    }

    private static String label(Element search) {
        return search.attr("aria-label");
    }

    @Test
    void nobodySearchesBeforeTheSignIn() {
        try (var stranger = Visitor.at(server)) {
            var answer = stranger.get("/search?search=51277");
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.header("location")).startsWith("/signin");
            assertThat(stranger.get("/signin").page().select("#find")).isEmpty();
        }
    }

    @Test
    void theHelpDeskSearchesAsItLooks() {
        try (var desk = Visitor.signedIn(server, PageServer.HELP_DESK)) {
            assertThat(desk.get("/search?search=51277").header("location")).isEqualTo(zoe);
        }
    }
}
