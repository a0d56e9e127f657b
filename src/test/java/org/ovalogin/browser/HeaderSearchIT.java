package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The search in the head of every page.
@RealBrowser
class HeaderSearchIT {
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
    void theKeyLeadsToItAndAnExactHitOpensTheMailbox() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK, "/")) {
            var field = desk.page.locator("#find");
            assertThat(field).hasAttribute("aria-keyshortcuts", "/");
            desk.page.keyboard().press("/");
            assertThat(field).isFocused();
            desk.page.keyboard().type("51 234");
            desk.page.keyboard().press("Enter");
            assertThat(desk.page.locator("h1")).hasText("Tony Smith");
            assertThat(field).hasAttribute("aria-keyshortcuts", "/");
            desk.page.keyboard().press("/");
            desk.page.keyboard().type("nobody");
            desk.page.keyboard().press("Enter");
            assertThat(desk.page.locator("#count")).hasText("No mailbox");
        }
    }

    @Test
    void inAFieldTheKeyIsACharacter() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            desk.page.locator("#search").pressSequentially("a/b");
            assertThat(desk.page.locator("#search")).hasValue("a/b");
            desk.page.locator("#state").focus();
            desk.page.keyboard().press("/");
            assertThat(desk.page.locator("#state")).isFocused();
        }
    }

    /// WCAG 2.1.4 requires this of a shortcut without a modifier.
    @Test
    void theKeyCanBeSwitchedOff() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK, "/account")) {
            desk.page.uncheck("#search-key");
            desk.open("/");
            var field = desk.page.locator("#find");
            assertThat(field).not().hasAttribute("aria-keyshortcuts", "/");
            desk.page.keyboard().press("/");
            assertThat(field).not().isFocused();
            desk.open("/account");
            assertThat(desk.page.locator("#search-key")).not().isChecked();
            desk.page.check("#search-key");
            desk.page.locator("#search-key").blur();
            desk.page.keyboard().press("/");
            assertThat(field).isFocused();
        }
    }

    @Test
    void itNeedsNoScript() {
        try (var desk = BrowserDesk.withoutScripts(server).signIn(PageServer.AUDITOR, "/account")) {
            assertThat(desk.page.locator("#keys")).isHidden();
            desk.page.fill("#find", "tony@contoso.com");
            desk.press("Search");
            assertThat(desk.page.locator("h1")).hasText("Tony Smith");
            assertThat(desk.path()).isEqualTo("/mailboxes/" + server.site.guid());
        }
    }
}
