package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.nio.file.Path;
import java.util.stream.IntStream;
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
            assertThat(desk.path()).contains("dialPlan=default&at=");
            assertThat(desk.page.locator("#count")).hasText("51–100 of more than 10,000");
            desk.follow("Previous page");
            assertThat(rows(desk).first()).containsText("Person 00000");
            desk.page.goBack();
            assertThat(rows(desk).first()).containsText("Person 00050");
            desk.page.locator("#page-200").click();
            assertThat(rows(desk).first()).containsText("Person 09950");
            assertThat(desk.path()).isEqualTo("/mailboxes?dialPlan=default&page=200");
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
    void sortsInPlaceAndBackUndoesIt() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            desk.open("/mailboxes?search=person+0000");
            desk.page.evaluate("window.sameDocument = true");
            desk.page.locator("#sort-name").click();
            desk.page.waitForURL("**/mailboxes?search=person+0000&sort=name");
            desk.page.locator("#sort-name").click();
            desk.page.waitForURL("**sort=-name");
            assertThat(rows(desk).first()).containsText("Person 00009");
            assertThat(desk.page.locator("#sort-name")).isFocused();
            assertThat(desk.page.evaluate("window.sameDocument")).isEqualTo(true);
            desk.page.fill("#search", "person 0001");
            assertThat(rows(desk).first()).containsText("Person 00019");
            assertThat(desk.path()).isEqualTo("/mailboxes?search=person+0001&sort=-name");
            desk.follow("Person 00019");
            desk.page.locator(".back a").click();
            assertThat(rows(desk).first()).containsText("Person 00019");
            assertThat(desk.path()).isEqualTo("/mailboxes?search=person+0001&sort=-name");
        }
    }

    /// With a key on each, as somebody works who has ten calls.
    @Test
    void tenAreUnlockedInPlace() {
        var ten =
                IntStream.range(0, 10)
                        .mapToObj(
                                i ->
                                        server.mailbox(
                                                "6500" + i, "ten%d@contoso.com".formatted(i), "Ten " + i))
                        .toList();
        for (var mailbox : ten)
            server.administration().pins().lock(mailbox.guid(), Site.ADMINISTRATOR);
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            desk.open("/mailboxes");
            desk.page.locator("#chip-locked").click();
            assertThat(rows(desk)).hasCount(10);
            var begun = System.nanoTime();
            for (var left = 9; left >= 0; left--) {
                desk.page.locator("button[form=unlock]").first().click();
                assertThat(rows(desk)).hasCount(left);
            }
            LoggerFactory.getLogger(MailboxListIT.class)
                    .info("ten unlocked in {} ms", (System.nanoTime() - begun) / 1_000_000);
            assertThat(desk.page.locator("#found [role=status]")).containsText("Ten 9");
            assertThat(desk.path()).isEqualTo("/mailboxes?state=locked");
        }
        for (var mailbox : ten)
            server.administration().mailboxes().disable(mailbox.guid(), Site.ADMINISTRATOR);
    }

    @Test
    void aLongNameLeavesTheStateInViewOnAPhone() {
        var guid =
                server.mailbox("66000", "long@contoso.com", "Wolfeschlegelsteinhausen".repeat(5)).guid();
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            desk.page.setViewportSize(390, 844);
            desk.open("/mailboxes?search=wolfeschlegel");
            var state = rows(desk).first().locator(".states").boundingBox();
            assertThat(state.x + state.width).isLessThanOrEqualTo(390);
            assertThat(desk.page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
            desk.page.setViewportSize(1280, 800);
            var wide = rows(desk).first().locator(".states .badge").first().boundingBox();
            assertThat(wide.x + wide.width).isLessThanOrEqualTo(1280);
            assertThat(rows(desk).first().boundingBox().height).isLessThan(70);
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
