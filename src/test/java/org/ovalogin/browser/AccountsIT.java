package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;

@RealBrowser
class AccountsIT {
    private static final String OTHER_PASSWORD = "staple of another horse";

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

    private static String path(String account) {
        return "/accounts/"
                + server.administration().accounts().find(account, Site.ADMINISTRATOR).guid();
    }

    @Test
    void anAccountIsMadeChangedAndRemoved() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.ADMINISTRATOR)) {
            desk.follow("Accounts");
            desk.follow("New account");
            desk.page.fill("#name", "nina");
            desk.page.selectOption("#role", "auditor");
            desk.page.fill("#mailbox", Site.EXTENSION);
            desk.page.fill("#password", OTHER_PASSWORD);
            desk.page.fill("#again", OTHER_PASSWORD);
            desk.press("Create the account");
            assertThat(desk.page.locator("[role=status]")).containsText("“nina” was created");
            assertThat(desk.page.locator(".facts")).containsText("Tony Smith");
            desk.page.selectOption("#role", "helpdesk");
            desk.page.fill("#mailbox", "nobody");
            desk.press("Save");
            assertThat(desk.page.locator("#mailbox-errors")).containsText("no mailbox “nobody”");
            desk.page.fill("#mailbox", "");
            desk.press("Save");
            assertThat(desk.page.locator(".facts")).containsText("Help desk");
            desk.follow("Remove …");
            desk.press("Remove the account");
            assertThat(desk.page.locator("[role=status]")).containsText("“nina” was removed");
            assertThat(desk.page.locator("table")).not().containsText("nina");
        }
    }

    @Test
    void ownPasswordAndTokens() {
        server.account("olga", org.ovalogin.core.account.Role.HELPDESK);
        try (var desk = BrowserDesk.withoutScripts(server).signIn("olga")) {
            assertThat(desk.page.locator(".places")).not().containsText("Accounts");
            desk.follow("Signed in as olga");
            desk.page.fill("#current", PageServer.PASSWORD);
            desk.page.fill("#password", OTHER_PASSWORD);
            desk.page.fill("#again", OTHER_PASSWORD);
            desk.press("Change the password");
            assertThat(desk.page.locator("[role=status]")).containsText("was changed");
            desk.follow("Your tokens");
            desk.page.fill("#name", "nightly import");
            desk.press("Create the token");
            var secret = desk.page.locator(".secret").innerText();
            assertThat(server.administration().tokens().bearer(secret, "192.0.2.1")).isPresent();
            desk.follow("I have copied it");
            assertThat(desk.page.locator("table")).containsText("nightly import");
            assertThat(desk.page.content()).doesNotContain(secret);
        }
    }

    @Test
    void axeFindsNoSeriousFaultAndNothingScrollsSideways() {
        var faults = new ArrayList<String>();
        var paths =
                List.of(
                        "/accounts",
                        "/accounts/new",
                        path(PageServer.HELP_DESK),
                        path(PageServer.ADMINISTRATOR),
                        path(PageServer.HELP_DESK) + "/remove",
                        "/account",
                        "/tokens");
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var desk = BrowserDesk.checked(server, scheme).signIn(PageServer.ADMINISTRATOR)) {
                desk.page.setViewportSize(360, 740);
                desk.open("/tokens");
                desk.page.fill("#name", "checked");
                desk.press("Create the token");
                look(desk, "token " + scheme, faults);
                for (var path : paths) {
                    desk.open(path);
                    look(desk, path.replaceAll("[0-9a-f-]{36}", "one") + " " + scheme, faults);
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static void look(BrowserDesk desk, String what, List<String> faults) {
        for (var fault : Axe.faults(desk.page)) faults.add(what + " " + fault);
        assertThat(desk.page.evaluate("document.documentElement.scrollWidth"))
                .as(what)
                .isEqualTo(360);
    }
}
