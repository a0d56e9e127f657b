package org.ovalogin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.Owner.keying;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ovalogin.browser.Chromium;
import org.ovalogin.browser.RealBrowser;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.ServerState;
import org.ovalogin.core.pin.Password;
import org.ovalogin.lab.RealAsterisk;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.TryHttp;
import org.ovalogin.web.page.Pages;

/// What this is all for, from one end to the other: somebody locks a mailbox by phone, the help
/// desk resets it on the page, the letter arrives, and its PIN leads through the forced change in.
@RealAsterisk
@RealBrowser
class StoryThroughAsteriskIT {
    private static AsteriskSite site;
    private static HttpServer pages;
    private static String address;

    @BeforeAll
    static void start() {
        site = AsteriskSite.start();
        var settings = TryHttp.settings();
        var shown =
                new Pages(
                        site.core.administration(),
                        settings,
                        ZoneId.of("Europe/Paris"),
                        site.core.overviews(ServerState.NONE),
                        site.core.moving());
        pages = new HttpServer(settings, List.of(shown), shown.errorPage());
        address = pages.address(pages.start());
    }

    @AfterAll
    static void end() {
        try (var _ = site;
                var _ = pages) {
            site.assertNoPinWasWritten();
        }
    }

    @Test
    void aLockedMailboxIsResetOnThePageAndOpensWithTheMailedPin() {
        // A call has three entries.
        site.database.change(
                "update mailbox_policy set failures_before_reset = null, max_logon_attempts = ?",
                3);
        var owner = site.owner();
        assertThat(owner.callsFromOutside(owner.guessing(site.pin())).result()).isEqualTo("FAILED");
        assertThat(owner.mailbox().lockouts().outside().lock()).isPresent();
        var refused = owner.callsFromOutside(owner.signingIn() + "<login-incorrect>!");
        assertThat(refused.prompts()).doesNotContain("main-menu");

        var earlier = site.pins(owner).collect(Collectors.toSet());
        resetOnThePage(owner.mailbox().guid(), owner.mailbox().address().orElseThrow());

        var mailed = site.secret(site.mailedPin(owner, earlier));
        var chosen = site.pin();
        var call =
                owner.callsFromOutside(
                        "<enter-extension>"
                                + owner.extension()
                                + keying(mailed)
                                + "<new-pin-1>"
                                + chosen
                                + "#<new-pin-again>"
                                + chosen
                                + "#<main-menu>1");
        assertThat(call.prompts()).containsSubsequence("pin-changed", "main-menu");
        assertThat(call.result()).isEqualTo("SUCCESS");
        assertThat(owner.opens(chosen)).isTrue();
    }

    private static void resetOnThePage(UUID mailbox, String owner) {
        var password = "a help desk's " + UUID.randomUUID();
        site.core
                .administration()
                .accounts()
                .add(
                        "lea",
                        new AccountDetails(Role.HELPDESK, Optional.empty(), Optional.empty(), true),
                        Password.of(password),
                        Actor.local("test"));
        try (var browser = Chromium.context(options -> options.setBaseURL(address))) {
            var page = browser.newPage();
            page.navigate("/mailboxes/" + mailbox);
            page.fill("#name", "lea");
            page.fill("#password", password);
            page.click("main button[type=submit]");
            assertThat(page.locator("main")).containsText(owner);
            page.locator("button:has-text('Reset PIN')").click();
            assertThat(page.locator("#done")).containsText("It is on its way to " + owner);
        }
    }
}
