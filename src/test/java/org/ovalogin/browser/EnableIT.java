package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.signin.Verdict;

/// Enables, edits and disables mailboxes.
@RealBrowser
class EnableIT {
    @TempDir static Path folder;
    private static PageServer server;

    @BeforeAll
    static void start() {
        server = PageServer.settled(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aMailboxIsEnabledAfterItsMistakesAreMended() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.ADMINISTRATOR)) {
            desk.follow("Enable a mailbox");
            desk.page.fill("#address", server.site.mailbox().identity());
            desk.page.fill("#name", "Paula O'Brien");
            desk.page.fill("#extensions", "51234, 123");
            desk.page.selectOption("#language", "en");
            desk.press("Enable");
            assertThat(desk.page.locator("#address-errors")).containsText("Tony Smith");
            assertThat(desk.page.locator("#extensions-errors"))
                    .containsText("Number of digits in this dial plan: 5");
            assertThat(desk.page.locator("#extensions-errors")).containsText("belongs to");
            assertThat(desk.page.locator("#name")).hasValue("Paula O'Brien");
            assertThat(desk.page.locator("#language")).hasValue("en");
            desk.page.fill("#address", "paula@contoso.com");
            desk.page.fill("#extensions", "51300, 51301");
            desk.page.check("[value=typed]");
            desk.page.fill("#pin", "51300");
            desk.press("Enable");
            assertThat(desk.page.locator("#pin-errors")).containsText("too short");
            desk.page.check("[value=generated]");
            desk.press("Enable");
            assertThat(desk.page.locator("#done"))
                    .hasText(
                            "The mailbox of Paula O'Brien was enabled. The PIN is on its way to"
                                    + " paula@contoso.com by e-mail.");
            assertThat(desk.page.locator("main")).containsText("51300, 51301");
            assertThat(desk.page.locator("main")).containsText("English");
        }
        var pin = server.mailedPin("paula@contoso.com");
        var key = new MailboxKey("default", "51301");
        assertThat(server.site.signIn.attempt(key, Site.pin(pin), Site.CALL))
                .isInstanceOf(Verdict.MustChange.class);
    }

    @Test
    void thePinGoesToSomebodyElseWhereThatIsAsked() {
        try (var desk = BrowserDesk.withoutScripts(server).signIn(PageServer.ADMINISTRATOR)) {
            desk.open("/mailboxes/new");
            desk.page.fill("#address", "new.hire@contoso.com");
            desk.page.fill("#extensions", "51400");
            desk.page.fill("#notify", "manager@contoso.com");
            desk.press("Enable");
            assertThat(desk.page.locator("#done")).containsText("manager@contoso.com");
            assertThat(server.mailedPin("manager@contoso.com")).hasSize(6);
        }
    }

    @Test
    void aMailboxIsEditedAndThenDisabled() {
        var mailbox = server.mailbox("51500", "eve@contoso.com", "Eve");
        try (var desk = BrowserDesk.at(server).signIn(PageServer.ADMINISTRATOR)) {
            desk.open("/mailboxes/" + mailbox.guid());
            desk.follow("Edit");
            desk.page.fill("#name", "");
            desk.page.evaluate("document.querySelector('#name').required = false");
            desk.press("Save");
            assertThat(desk.page.locator("#name-errors")).containsText("1 to 128");
            desk.page.fill("#name", "Eve Adams");
            desk.page.fill("#aliases", "eva\nadams@contoso.com");
            desk.page.fill("#extensions", "51501");
            desk.page.selectOption("#language", "de");
            desk.page.uncheck("[name=access]");
            desk.press("Save");
            assertThat(desk.page.locator("#done")).hasText("The mailbox was changed.");
            assertThat(desk.page.locator("h1")).hasText("Eve Adams");
            assertThat(desk.page.locator(".badge").first()).hasText("No phone access");
            var changed = server.administration().mailboxes().find("eva");
            assertThat(changed.extensions()).containsExactly("51501");
            assertThat(changed.language()).contains(Language.DE);
            desk.follow("Disable");
            assertThat(server.administration().mailboxes().find(mailbox.guid())).isNotNull();
            desk.press("Disable");
            assertThat(desk.page.locator("#done"))
                    .hasText("The mailbox of Eve Adams was disabled.");
            assertThat(desk.page.navigate("/mailboxes/" + mailbox.guid()).status()).isEqualTo(404);
        }
    }

    @Test
    void otherRolesFindNoWayToChangeAMailbox() {
        var page = "/mailboxes/" + server.site.guid();
        for (var account : new String[] {PageServer.HELP_DESK, PageServer.AUDITOR})
            try (var desk = BrowserDesk.at(server).signIn(account)) {
                assertThat(desk.page.locator("a[href='/mailboxes/new']")).hasCount(0);
                desk.open(page);
                assertThat(desk.page.locator("a[href$='/edit'], a[href$='/disable']")).hasCount(0);
                assertThat(desk.page.navigate("/mailboxes/new").status()).isEqualTo(403);
                assertThat(desk.page.navigate(page + "/edit").status()).isEqualTo(403);
                assertThat(desk.page.navigate(page + "/disable").status()).isEqualTo(403);
            }
    }
}
