package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.signin.Verdict;

/// Reset, unlock and lock on a mailbox's page.
@RealBrowser
class ResetIT {
    private static final String TONY = "tony@contoso.com";

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

    /// Restores the owner's own PIN, and lets a day pass, so that earlier refused PINs no longer
    /// count.
    @BeforeEach
    void tomorrow() {
        server.site.clock.pass(Duration.ofDays(1));
        server.administration().pins().unlock(server.site.guid(), Site.ADMINISTRATOR);
        server.site.give(Site.RIGHT, false);
    }

    private static String page(UUID guid) {
        return "/mailboxes/" + guid;
    }

    private static BrowserDesk atTonys(BrowserDesk desk) {
        return desk.signIn(PageServer.HELP_DESK, page(server.site.guid()));
    }

    private static Verdict enter(String pin) {
        return server.site.attempt(Site.pin(pin));
    }

    @Test
    void aGeneratedPinIsMailedAndNotShown() {
        try (var desk = atTonys(BrowserDesk.at(server))) {
            assertThat(desk.page.locator("[value=generated]")).isChecked();
            assertThat(desk.page.locator("[name=mustChange]")).isChecked();
            assertThat(desk.page.locator("#pin")).isHidden();
            desk.press("Reset PIN");
            assertThat(desk.page.locator("#done"))
                    .hasText("The PIN was reset. It is on its way to tony@contoso.com by e-mail.");
            var pin = server.mailedPin(TONY);
            assertThat(desk.page.content()).doesNotContain(pin);
            assertThat(desk.path()).isEqualTo(page(server.site.guid()));
            desk.page.reload();
            assertThat(desk.page.locator("#done")).hasCount(0);
            assertThat(enter(pin)).isInstanceOf(Verdict.MustChange.class);
        }
    }

    @Test
    void aTypedPinIsTheOneThatOpens() {
        try (var desk = atTonys(BrowserDesk.at(server))) {
            desk.page.check("[value=typed]");
            desk.page.fill("#pin", "418205");
            desk.press("Reset PIN");
            assertThat(desk.page.locator("#done")).containsText("The PIN was reset.");
            assertThat(desk.page.content()).doesNotContain("418205");
            assertThat(server.mailedPin(TONY)).isEqualTo("418205");
            assertThat(enter("418205")).isInstanceOf(Verdict.MustChange.class);
        }
    }

    @Test
    void withoutTheForcedChangeThePinOpensAtOnce() {
        try (var desk = atTonys(BrowserDesk.at(server))) {
            desk.page.check("[value=typed]");
            desk.page.fill("#pin", "903714");
            desk.page.uncheck("[name=mustChange]");
            desk.press("Reset PIN");
            assertThat(desk.page.locator("#done")).containsText("The PIN was reset.");
            assertThat(enter("903714")).isInstanceOf(Verdict.Admitted.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''     | too short",
                "1234   | too short",
                "1234   | a sequence of consecutive digits",
                "1234   | contains the extension or is part of it",
                "234567 | a sequence of consecutive digits",
                "765432 | a sequence of consecutive digits",
                "777777 | the same digit repeated",
                "751234 | contains the extension or is part of it",
                "12a456 | digits only",
                "１２３４５６ | digits only",
                "739164 | used before",
                "1937450182640937518264093 | too long"
            })
    void aBadPinIsRefusedBesideItsField(String pin, String because) {
        try (var desk = atTonys(BrowserDesk.at(server))) {
            var version = server.site.mailbox().pin().version();
            desk.page.check("[value=typed]");
            desk.page.fill("#pin", pin);
            desk.page.uncheck("[name=mustChange]");
            desk.press("Reset PIN");
            assertThat(desk.page.locator("#pin-errors")).containsText(because);
            assertThat(desk.page.locator("#summary")).containsText(because);
            assertThat(desk.page.locator("#summary")).isFocused();
            assertThat(desk.page.locator("#pin")).hasValue("");
            assertThat(desk.page.locator("#pin")).hasAttribute("aria-invalid", "true");
            assertThat(desk.page.locator("[name=mustChange]")).not().isChecked();
            desk.page.locator("#summary a").first().click();
            assertThat(desk.page.locator("#pin")).isFocused();
            if (pin.length() > 3) assertThat(desk.page.content()).doesNotContain("\"" + pin + "\"");
            assertThat(server.site.mailbox().pin().version()).isEqualTo(version);
        }
    }

    @Test
    void aLockedMailboxIsUnlockedOrReset() {
        server.site.fail(15);
        try (var desk = atTonys(BrowserDesk.at(server))) {
            assertThat(desk.page.locator("main")).containsText("after too many wrong PINs");
            desk.press("Unlock");
            assertThat(desk.page.locator("#done")).containsText("was unlocked");
            assertThat(server.site.mailbox().lockouts().outside().lock()).isEmpty();
            desk.follow("Lock");
            assertThat(desk.page.locator("h1")).hasText("Lock the mailbox of Tony Smith?");
            assertThat(server.site.mailbox().lockouts().outside().lock()).isEmpty();
            desk.press("Lock");
            assertThat(desk.page.locator("main")).containsText("Locked by an administrator");
            assertThat(server.site.mailbox().lockouts().outside().lockedByAdministrator()).isTrue();
            desk.press("Reset PIN");
            assertThat(server.site.mailbox().lockouts().outside().lock()).isEmpty();
        }
    }

    @Test
    void theKeyboardIsEnough() {
        try (var desk = atTonys(BrowserDesk.at(server))) {
            desk.page.focus("[value=generated]");
            desk.page.keyboard().press("ArrowDown");
            desk.page.keyboard().press("Tab");
            assertThat(desk.page.locator("#pin")).isFocused();
            desk.page.keyboard().type("640283");
            desk.page.keyboard().press("Enter");
            assertThat(desk.page.locator("#done")).containsText("The PIN was reset.");
            assertThat(enter("640283")).isInstanceOf(Verdict.MustChange.class);
        }
    }

    @Test
    void allOfItWorksWithoutScripts() {
        try (var desk = atTonys(BrowserDesk.withoutScripts(server))) {
            desk.page.check("[value=typed]");
            desk.page.fill("#pin", "1111");
            desk.press("Reset PIN");
            assertThat(desk.page.locator("#pin-errors")).containsText("repeated");
            assertThat(desk.page.locator("#pin")).isVisible();
            desk.page.fill("#pin", "850947");
            desk.press("Reset PIN");
            assertThat(desk.page.locator("#done")).containsText("The PIN was reset.");
            assertThat(enter("850947")).isInstanceOf(Verdict.MustChange.class);
        }
    }

    @Test
    void theHelpDeskHasNoButtonsForAnAdministratorsMailbox() {
        var mailbox = server.mailbox("55001", PageServer.ADMINISTRATOR + "@contoso.com", "Anna");
        server.alias(mailbox, PageServer.ADMINISTRATOR);
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK)) {
            desk.open(page(mailbox.guid()));
            assertThat(desk.page.locator("h1")).hasText("Anna");
            assertThat(desk.page.locator("main form:not([action$='/letters/retry']), main .button"))
                    .hasCount(0);
            assertThat(desk.page.navigate(page(mailbox.guid()) + "/lock").status()).isEqualTo(403);
        }
        try (var desk = BrowserDesk.at(server).signIn(PageServer.ADMINISTRATOR)) {
            desk.open(page(mailbox.guid()));
            desk.press("Reset PIN");
            var pin = server.mailedPin(mailbox.identity());
            var key = new MailboxKey("default", "55001");
            assertThat(server.site.signIn.attempt(key, Site.pin(pin), Site.CALL))
                    .isInstanceOf(Verdict.MustChange.class);
        }
    }
}
