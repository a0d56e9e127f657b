package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.SpreadsheetCell;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.web.page.Visitor.Answer;

/// The list of mailboxes without a browser's scripts, and as htmx asks for its parts.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxListTest {
    private static final int CROWD = 130;
    private static final String HOSTILE = "=HYPERLINK(\"http://evil.example\",\"1\")";

    private PageServer server;
    private Visitor helpDesk;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        server.crowd(CROWD);
        server.mailbox("61001", "hostile@contoso.com", HOSTILE);
        server.mailbox("61002", "eve@contoso.com", "</td><script>alert(1)</script>");
        helpDesk = Visitor.signedIn(server, HELP_DESK);
    }

    @AfterAll
    void stop() {
        helpDesk.close();
        server.close();
    }

    private Mailbox locked(String extension, String name) {
        var mailbox = server.mailbox(extension, "a" + extension + "@contoso.com", name);
        server.administration().pins().lock(mailbox.guid(), Site.ADMINISTRATOR);
        return mailbox;
    }

    private boolean isLocked(UUID guid) {
        return server.administration().mailboxes().report(guid).mailbox().lockouts().hasLock();
    }

    private int lockedCount() {
        return Integer.parseInt(helpDesk.get("/mailboxes/chips").text("#chip-locked .count"));
    }

    private static List<String> names(Answer answer) {
        return answer.page().select("#found tbody th a").eachText();
    }

    @Test
    void eachHeaderIsALinkThatSortsAndSaysSo() {
        var page = helpDesk.get("/mailboxes?dialPlan=default").page();
        assertThat(page.select("thead th[aria-sort]").eachText()).containsExactly("Dial plan");
        for (var code :
                List.of("name", "extension", "dial-plan", "state", "last-sign-in", "pin-age")) {
            var up = page.select("#sort-" + code).attr("href");
            if (!code.equals("dial-plan"))
                assertThat(up).isEqualTo("/mailboxes?dialPlan=default&sort=" + code);
            var sorted = helpDesk.get("/mailboxes?dialPlan=default&sort=" + code).page();
            assertThat(sorted.select("thead th[aria-sort=ascending] a").attr("id"))
                    .isEqualTo("sort-" + code);
            var down = sorted.select("#sort-" + code).attr("href");
            assertThat(down).endsWith("&sort=-" + code);
            var reversed = helpDesk.get(down).page();
            assertThat(reversed.select("thead th[aria-sort=descending] a").attr("id"))
                    .isEqualTo("sort-" + code);
        }
    }

    @Test
    void pagesLeadForwardsBackwardsAndByNumber() {
        var first = helpDesk.get("/mailboxes?search=person&sort=name");
        assertThat(first.text("#count")).isEqualTo("1–50 of 130");
        assertThat(first.page().select("#page-previous")).isEmpty();
        var second = helpDesk.get(first.page().select("#page-next").attr("href"));
        assertThat(second.text("#count")).isEqualTo("51–100 of 130");
        assertThat(second.page().select(".pages [aria-current]").text()).isEqualTo("2");
        var last = helpDesk.get(second.page().select("#page-3").attr("href"));
        assertThat(last.text("#count")).isEqualTo("101–130 of 130");
        assertThat(names(last)).hasSize(30);
        assertThat(last.page().select("#page-next")).isEmpty();
        var back = helpDesk.get(last.page().select("#page-previous").attr("href"));
        assertThat(names(back)).isEqualTo(names(second));
        var start = helpDesk.get(back.page().select("#page-previous").attr("href"));
        assertThat(names(start)).isEqualTo(names(first));
        assertThat(start.page().select("#page-previous")).isEmpty();
    }

    @Test
    void sortingASearchKeepsItsHitsAndLeadsBackToTheBestFirst() {
        var best = helpDesk.get("/mailboxes?search=person");
        assertThat(best.page().select("[aria-sort]")).isEmpty();
        var up = helpDesk.get(best.page().select("#sort-name").attr("href"));
        var down = helpDesk.get(up.page().select("#sort-name").attr("href"));
        assertThat(names(down).getFirst()).isEqualTo("Person 00129");
        assertThat(down.page().select("#sort-name").attr("href"))
                .isEqualTo("/mailboxes?search=person");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?sort=password",
                "?sort=name;drop+table+mailbox",
                "?sort=--name",
                "?sort=",
                "?at=nonsense",
                "?at=%27%20or%201%3D1--",
                "?at=RElBTF9QTEFOCisx",
                "?page=0",
                "?page=-1",
                "?page=99999999999999999999",
                "?page=9999",
                "?page=2x",
                "?policy=nonsense",
                "?state=nonsense",
                "?at=RElBTF9QTEFOCisxCn4KOTk5OTk"
            })
    void anythingMistypedShowsTheList(String query) {
        var answer = helpDesk.get("/mailboxes" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(names(answer)).hasSize(50);
        assertThat(answer.text("#count")).startsWith("1–50 of ");
    }

    @Test
    void aPlaceOfAnotherOrderRestartsTheList() {
        var next =
                helpDesk.get("/mailboxes?sort=name").page().select("#page-next").attr("href");
        var other = helpDesk.get(next.replace("sort=name", "sort=pin-age"));
        assertThat(other.text("#count")).startsWith("1–50 of ");
    }

    @Test
    void aChipFiltersByStateAndKeepsTheRest() {
        var before = lockedCount();
        var mailbox = locked("61003", "Laura Locked");
        var page = helpDesk.get("/mailboxes?dialPlan=default&sort=-name").page();
        var chip = page.select("#chip-locked");
        assertThat(lockedCount()).isEqualTo(before + 1);
        assertThat(chip.attr("href"))
                .isEqualTo("/mailboxes?state=locked&dialPlan=default&sort=-name");
        var found = helpDesk.get(chip.attr("href"));
        assertThat(names(found)).contains("Laura Locked").noneMatch(n -> n.startsWith("Person"));
        var current = found.page().select("#chip-locked");
        assertThat(current.attr("aria-current")).isEqualTo("true");
        assertThat(current.attr("href")).isEqualTo("/mailboxes?dialPlan=default&sort=-name");
        server.administration().pins().unlock(mailbox.guid(), Site.ADMINISTRATOR);
        assertThat(lockedCount()).isEqualTo(before);
    }

    @Test
    void unlockingLeadsBackToTheSameListWithANotice() {
        var mailbox = locked("61004", "Lea Locked");
        var list = helpDesk.get("/mailboxes?search=lea&state=locked&sort=name").page();
        assertThat(list.select("button[form=unlock]").attr("value"))
                .isEqualTo(mailbox.guid().toString());
        var fields =
                Map.of(
                        "mailbox",
                        mailbox.guid().toString(),
                        "search",
                        "lea",
                        "state",
                        "locked",
                        "sort",
                        "name");
        var done = helpDesk.submit("/mailboxes/unlock", fields);
        assertThat(done.status()).isEqualTo(303);
        assertThat(done.header("location"))
                .isEqualTo("/mailboxes?search=lea&state=locked&sort=name");
        assertThat(isLocked(mailbox.guid())).isFalse();
        assertThat(helpDesk.get(done.header("location")).text("#done"))
                .isEqualTo("The mailbox of Lea Locked was unlocked. The PIN stays the same.");
    }

    @Test
    void unlockingInPlaceAnswersWithTheList() {
        var mailbox = locked("61005", "Lia Locked");
        var csrf = helpDesk.get("/mailboxes").page().select("#unlock [name=csrf]").attr("value");
        var answer =
                helpDesk.post(
                        "/mailboxes/unlock",
                        Map.of("csrf", csrf, "mailbox", mailbox.guid().toString(), "state", "locked"),
                        "Sec-Fetch-Site",
                        "same-origin",
                        "HX-Request",
                        "true");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("[role=status]")).contains("The mailbox of Lia Locked was unlocked.");
        assertThat(answer.header("hx-replace-url")).isEqualTo("/mailboxes?state=locked");
        assertThat(isLocked(mailbox.guid())).isFalse();
    }

    @Test
    void theHelpDeskSeesWhyItMayNotTouchAnAdministratorsMailbox() {
        var mailbox = locked("61006", "Anna Administrator");
        server.alias(mailbox, ADMINISTRATOR);
        var row = helpDesk.get("/mailboxes?search=61006").page().select("#found tbody tr");
        assertThat(row.select(".acts").text()).isEqualTo("Administrator’s mailbox");
        assertThat(row.select("button")).isEmpty();
        var fields = Map.of("mailbox", mailbox.guid().toString());
        assertThat(helpDesk.submit("/mailboxes/unlock", fields).status()).isEqualTo(403);
        assertThat(isLocked(mailbox.guid())).isTrue();
        try (var administrator = Visitor.signedIn(server, ADMINISTRATOR)) {
            var own = administrator.get("/mailboxes?search=61006").page();
            assertThat(own.select("button[form=unlock]")).hasSize(1);
        }
    }

    @Test
    void anAuditorHasNoActions() {
        var mailbox = locked("61007", "Lou Locked");
        try (var auditor = Visitor.signedIn(server, AUDITOR)) {
            var page = auditor.get("/mailboxes?search=61007").page();
            assertThat(page.select(".acts, [form=unlock]")).isEmpty();
            var fields = Map.of("mailbox", mailbox.guid().toString());
            assertThat(auditor.submit("/mailboxes/unlock", fields).status()).isEqualTo(403);
        }
        assertThat(isLocked(mailbox.guid())).isTrue();
    }

    @Test
    void aMailboxLeadsBackToTheListThatWasSeenLast() {
        var guid = server.site.mailbox().guid();
        helpDesk.get("/mailboxes?dialPlan=default&sort=-pin-age&page=2");
        assertThat(helpDesk.get("/mailboxes/" + guid).page().select(".back a").attr("href"))
                .isEqualTo("/mailboxes?dialPlan=default&sort=-pin-age&page=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example/mailboxes",
                "https://evil.example",
                "/mailboxes/../signout",
                "/events",
                "javascript:alert(1)",
                "/mailboxes\\evil"
            })
    void noCookieLeadsElsewhere(String path) {
        var value =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(path.getBytes(StandardCharsets.UTF_8));
        try (var auditor = Visitor.signedIn(server, AUDITOR)) {
            var guid = server.site.mailbox().guid();
            var answer = auditor.get("/mailboxes/" + guid, "Cookie", "list=" + value);
            if (answer.status() == 200)
                assertThat(answer.page().select(".back a").attr("href")).isEqualTo("/mailboxes");
        }
    }

    @Test
    void theFileHasTheWholeFilterAndRunsNoFormula() throws IOException {
        var answer = helpDesk.get("/mailboxes.csv?dialPlan=default&sort=name");
        assertThat(answer.header("content-disposition")).contains("mailboxes.csv");
        try (var rows =
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get()
                        .parse(new StringReader(answer.body().substring(1)))) {
            var all = rows.getRecords();
            assertThat(all).hasSizeGreaterThanOrEqualTo(CROWD + 2);
            var hostile =
                    all.stream().filter(r -> r.get("Extensions").equals("61001")).findFirst().get();
            assertThat(hostile.get("DisplayName")).isEqualTo("'" + HOSTILE);
            assertThat(SpreadsheetCell.read(hostile.get("DisplayName"))).isEqualTo(HOSTILE);
        }
    }

    @Test
    void aHostileNameIsAText() {
        var page = helpDesk.get("/mailboxes?search=61002").page();
        assertThat(page.select("#found script, td script")).isEmpty();
        assertThat(page.select("#found tbody bdi").text()).isEqualTo("</td><script>alert(1)</script>");
    }
}
