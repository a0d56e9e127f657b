package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Site;

/// The audit log at work.
@RealBrowser
class EventsIT {
    private static final String WRONG = "#main tbody tr:has-text('Wrong PIN')";

    @TempDir static Path folder;
    private static PageServer server;

    @BeforeAll
    static void start() {
        server = PageServer.settled(folder);
        server.site.fail(1);
        server.administration()
                .policies()
                .change(
                        server.site.mailbox().policy().guid(),
                        p -> p.with(p.pin().with(draft -> draft.minPinLength = 8)),
                        Site.ADMINISTRATOR);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void newEventsAppearByThemselves() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.AUDITOR, "/events")) {
            var before = desk.page.locator(WRONG).count();
            desk.page.evaluate("window.sameDocument = true");
            server.site.fail(1);
            var patience = new HasCountOptions().setTimeout(30_000);
            assertThat(desk.page.locator(WRONG)).hasCount(before + 1, patience);
            server.site.fail(1);
            assertThat(desk.page.locator(WRONG)).hasCount(before + 2, patience);
            assertThat(desk.page.evaluate("window.sameDocument")).isEqualTo(true);
            assertThat(desk.page.locator("#main tbody tr").first()).containsText("Wrong PIN");
            desk.follow("Pause");
            assertThat(desk.page.locator("#newer")).hasCount(0);
        }
    }

    @Test
    void theFilterIsInTheAddressWithoutScripts() {
        try (var desk = BrowserDesk.withoutScripts(server).signIn(PageServer.AUDITOR, "/events")) {
            desk.page.selectOption("#name", "PolicyChanged.Changed");
            desk.press("Show");
            assertThat(desk.path()).contains("name=PolicyChanged.Changed");
            assertThat(desk.page.locator("#main tbody tr")).hasCount(1);
            assertThat(desk.page.locator(".changes")).containsText("MinPINLength: 6 → 8");
            desk.follow("Refresh");
            assertThat(desk.page.locator("#main tbody tr")).hasCount(1);
        }
    }

    @Test
    void changedFieldsAreAccessible() {
        try (var desk =
                BrowserDesk.checked(server, ColorScheme.DARK)
                        .signIn(PageServer.AUDITOR, "/events?name=PolicyChanged")) {
            assertThat(Axe.faults(desk.page)).isEmpty();
        }
    }
}
