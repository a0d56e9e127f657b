package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;
import org.slf4j.LoggerFactory;

/// With 10,000 mailboxes.
@RealBrowser
class MailboxListIT {
    private static final int CROWD = 10_000;

    @TempDir static Path folder;
    private static PageServer server;

    @BeforeAll
    static void start() {
        server = PageServer.settled(folder);
        server.crowd(CROWD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Locator rows(BrowserDesk desk) {
        return desk.page.locator("#found tbody tr");
    }

    @Test
    void filtersAsOneTypes() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            assertThat(rows(desk)).hasCount(50);
            desk.page.evaluate("window.sameDocument = true");
            var begun = System.nanoTime();
            desk.page.locator("#search").pressSequentially("son 04217");
            assertThat(desk.page.locator("#count")).hasText("1 mailbox");
            LoggerFactory.getLogger(MailboxListIT.class)
                    .info("filtered in {} ms", (System.nanoTime() - begun) / 1_000_000);
            assertThat(rows(desk)).hasCount(1);
            assertThat(rows(desk).first()).containsText("14217");
            assertThat(desk.path()).isEqualTo("/mailboxes?search=son+04217");
            assertThat(desk.page.evaluate("window.sameDocument")).isEqualTo(true);
            assertThat(desk.page.locator("#search")).isFocused();
            desk.page.reload();
            assertThat(desk.page.locator("#search")).hasValue("son 04217");
            assertThat(rows(desk)).hasCount(1);
            desk.page.fill("#search", "nobody at all");
            assertThat(desk.page.locator("#count")).hasText("No mailbox");
            assertThat(desk.page.locator("#found")).containsText("No mailbox matches.");
        }
    }

    @Test
    void filtersByButtonWithoutScripts() {
        try (var desk = BrowserDesk.withoutScripts(server).signIn(PageServer.AUDITOR)) {
            desk.page.fill("#search", "TONY@");
            desk.press("Filter");
            assertThat(desk.page.locator("#count")).hasText("1 mailbox");
            desk.follow("Tony Smith");
            assertThat(desk.page.locator("h1")).hasText("Tony Smith");
            assertThat(desk.page.locator("form[action$='/pin']")).hasCount(0);
        }
    }

    @Test
    void goesThroughTheListPageByPage() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            desk.page.selectOption("#dialPlan", "default");
            desk.page.waitForURL("**/mailboxes?dialPlan=default");
            assertThat(rows(desk).first()).containsText("Person 00000");
            desk.follow("Next page");
            assertThat(rows(desk).first()).containsText("Person 00050");
            assertThat(desk.path()).contains("dialPlan=default&after=");
            desk.follow("First page");
            assertThat(rows(desk).first()).containsText("Person 00000");
        }
    }

    @Test
    void filtersByState() {
        var guid = server.mailbox("61234", "locked@contoso.com", "Laura Locked").guid();
        server.administration().pins().lock(guid, Site.ADMINISTRATOR);
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            desk.page.selectOption("#state", "locked");
            assertThat(desk.page.locator("#count")).hasText("1 mailbox");
            assertThat(rows(desk).first()).containsText("Laura Locked");
            assertThat(rows(desk).first()).containsText("Never used");
            desk.page.selectOption("#state", "disabled");
            assertThat(desk.page.locator("#count")).hasText("No mailbox");
        }
        server.administration().mailboxes().disable(guid, Site.ADMINISTRATOR);
    }

    @Test
    void beginsAnewForAMistypedPlaceInTheList() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            desk.open("/mailboxes?after=nonsense&state=nonsense");
            assertThat(rows(desk)).hasCount(50);
        }
    }
}
