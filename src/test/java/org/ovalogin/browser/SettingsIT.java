package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.administration.Site;

/// Policies, dial plans and imports in a real browser.
@RealBrowser
class SettingsIT {
    private static PageServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        server.site.fail(7);
        server.administration()
                .dialPlans()
                .add(
                        "paris",
                        plan -> plan.with(draft -> draft.numberOfDigitsInExtension = 4),
                        Site.ADMINISTRATOR);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String policy(String name) {
        return "/policies/" + server.administration().policies().find(name).guid();
    }

    private static String policy() {
        return policy("default Default Policy");
    }

    private static BrowserDesk desk(boolean scripts) {
        var desk = scripts ? BrowserDesk.at(server) : BrowserDesk.withoutScripts(server);
        return desk.signIn(PageServer.ADMINISTRATOR);
    }

    private static FilePayload file(String first) {
        var next = String.valueOf(Integer.parseInt(first) + 1);
        return new FilePayload(
                "people.csv",
                "text/csv",
                "Extensions,Name,Identity,Pin\n%s,Ann Lee,ann%s@contoso.com,739164\n%s,Bo,,111111\n"
                        .formatted(first, first, next)
                        .getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPolicyIsPreviewedAndSaved(boolean scripts) {
        try (var desk = desk(scripts)) {
            desk.open(policy());
            desk.page.getByLabel("Wrong PINs until the mailbox locks").fill("6");
            desk.press("Preview");
            var preview = desk.page.locator("#preview");
            assertThat(preview).containsText("MaxLogonAttempts");
            assertThat(preview).containsText("Tony Smith");
            assertThat(preview).isFocused();
            desk.page.locator("#preview button").click();
            assertThat(desk.page.locator("#done")).hasText("Saved.");
            assertThat(desk.page.locator("#MaxLogonAttempts")).hasValue("6");
            desk.page.fill("#MaxLogonAttempts", "15");
            desk.page.locator("#form button.primary").click();
            assertThat(desk.page.locator("#done")).hasText("Saved.");
            desk.page.locator("main > p.soft a").click();
            assertThat(desk.page.locator("#found")).containsText("Tony Smith");
        }
    }

    @Test
    void everyErrorIsLinkedAndFocused() {
        try (var desk = desk(true)) {
            desk.open(policy());
            desk.page.fill("#LockoutDuration", "-1");
            desk.page.locator("#form button.primary").click();
            assertThat(desk.page.locator("#summary")).isFocused();
            desk.page.locator("#summary a").click();
            assertThat(desk.page.locator("#LockoutDuration")).isFocused();
            assertThat(desk.page.locator("#LockoutDuration-errors"))
                    .containsText("1 to 10080 whole minutes, or empty");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void enablingFollowsTheDialPlan(boolean scripts) {
        try (var desk = desk(scripts)) {
            desk.open("/mailboxes/new");
            desk.page.fill("#name", "Kept");
            desk.page.selectOption("#dialPlan", "paris");
            if (!scripts) desk.press("Show its policies");
            assertThat(desk.page.locator("#lengths")).hasText("4 digits in dial plan paris.");
            assertThat(desk.page.locator("#policy")).containsText("paris Default Policy");
            assertThat(desk.page.locator("#policy")).not().containsText("default Default Policy");
            assertThat(desk.page.locator("#name")).hasValue("Kept");
            desk.follow("Cancel");
            assertThat(desk.page).hasURL(server.address + "/mailboxes");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFileIsImported(boolean scripts) {
        var first = scripts ? "67001" : "67101";
        try (var desk = desk(scripts)) {
            desk.open("/mailboxes/new");
            desk.follow("Several at once: import a CSV file");
            desk.page.setInputFiles("#file", file(first));
            desk.press("Preview");
            assertThat(desk.page.locator("main")).containsText("people.csv: 2 boxes");
            assertThat(desk.page.locator("main")).not().containsText("739164");
            desk.press("Import now");
            if (!scripts) {
                desk.page.waitForURL("**/mailboxes/import/*");
                for (var i = 0; i < 300 && desk.page.locator(".alert").count() == 0; i++)
                    desk.page.reload();
            }
            assertThat(desk.page.locator("#progress"))
                    .containsText("2 mailboxes were enabled, 0 changed.");
        }
        var mailboxes = server.administration().mailboxes();
        assertThat(mailboxes.findExactly("default\\" + first).displayName()).isEqualTo("Ann Lee");
    }

    @Test
    void tokensAreInTheNavigationWithTheLeastRole() {
        try (var desk = desk(true)) {
            desk.follow("Tokens");
            assertThat(desk.page.locator("#role")).hasValue("auditor");
            assertThat(desk.page.locator(".places [aria-current]")).hasText("Tokens");
        }
    }

    @Test
    void anAccountsMailboxIsChosenByName() {
        try (var desk = desk(true)) {
            desk.open("/accounts/new");
            desk.page.locator("#mailbox").pressSequentially("smith");
            assertThat(desk.page.locator("#mailbox-options option")).hasCount(1);
            assertThat(desk.page.locator("#mailbox-options")).containsText("Tony Smith");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void axeFindsNoSeriousFaultAndNothingScrollsSideways(ColorScheme scheme) {
        var faults = new ArrayList<String>();
        try (var desk = BrowserDesk.checked(server, scheme).signIn(PageServer.ADMINISTRATOR)) {
            desk.page.setViewportSize(390, 844);
            for (var path : List.of(policy(), "/dialplans/default")) {
                desk.open(path);
                desk.page
                        .locator("#MaxLogonAttempts, #NumberOfDigitsInExtension")
                        .fill(path.startsWith("/pol") ? "6" : "4");
                desk.press("Preview");
                assertThat(desk.page.locator("#preview ul.who")).containsText("Tony Smith");
                look(desk, path, faults);
            }
            desk.open("/mailboxes/import");
            look(desk, "import", faults);
            var number = scheme == ColorScheme.LIGHT ? "68001" : "68101";
            desk.page.setInputFiles("#file", file(number));
            desk.press("Preview");
            assertThat(desk.page.locator("h1")).hasText("Preview of the import");
            look(desk, "preview of import", faults);
            desk.press("Import now");
            assertThat(desk.page.locator("#progress .alert.good")).isVisible();
            look(desk, "imported", faults);
        }
        assertThat(faults).isEmpty();
    }

    private static void look(BrowserDesk desk, String name, List<String> faults) {
        for (var fault : Axe.faults(desk.page)) faults.add(name + " " + fault);
        assertThat(desk.page.evaluate("document.documentElement.scrollWidth"))
                .as(name)
                .isEqualTo(390);
    }
}
