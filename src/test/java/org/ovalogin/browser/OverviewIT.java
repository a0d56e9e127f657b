package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The overview of a server in which much has happened, and of a new one.
@RealBrowser
class OverviewIT {
    @TempDir static Path folder;
    private static PageStates states;

    @BeforeAll
    static void start() {
        states = new PageStates(folder);
    }

    @AfterAll
    static void stop() {
        states.close();
    }

    @Test
    void aBarOpensItsEvents() {
        try (var desk = BrowserDesk.at(states.server).signIn(PageServer.AUDITOR, "/")) {
            desk.page.locator("svg.chart-failure a").last().click();
            assertThat(desk.page.locator("#main tbody").last()).containsText("Wrong PIN");
            assertThat(desk.path()).startsWith("/events?name=SignIn&from=");
        }
    }

    @Test
    void aSpentBudgetIsFilledWithoutScripts() {
        try (var desk =
                BrowserDesk.withoutScripts(states.server).signIn(PageServer.HELP_DESK, "/")) {
            var row = desk.page.locator("section:has(#budgets) tbody tr:has-text('Line')");
            assertThat(row).containsText("0 of 20");
            desk.press("Refill");
            assertThat(desk.page.locator("#done")).containsText("All budgets are full");
            assertThat(row).containsText("20 of 20");
            desk.page.locator("summary").first().click();
            desk.page.locator("details a").first().click();
            assertThat(desk.page.locator("h1")).hasText("Events");
        }
    }

    @Test
    void nothingToDoIsOneLine(@TempDir Path other) {
        try (var calm = PageServer.settled(other);
                var desk =
                        BrowserDesk.checked(calm, ColorScheme.DARK)
                                .signIn(PageServer.ADMINISTRATOR, "/")) {
            assertThat(desk.page.locator(".calm")).isVisible();
            assertThat(desk.page.locator("#calls")).hasText("No call now");
            assertThat(Axe.faults(desk.page)).isEmpty();
        }
    }

    /// The rest of the row keeps its direction.
    @Test
    void namesFromRightToLeftAreIsolated() {
        try (var desk = BrowserDesk.at(states.server).signIn(PageServer.ADMINISTRATOR)) {
            for (var path : List.of("/mailboxes?search=51240", "/", "/events")) {
                desk.open(path);
                assertThat(desk.page.locator("bdi:text-is('" + PageStates.ARABIC + "')").first())
                        .isVisible();
            }
        }
    }
}
