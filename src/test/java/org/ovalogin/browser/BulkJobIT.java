package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.JobRunner;
import org.ovalogin.core.administration.RunnerAtWork;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.storage.bulk.SqlJobTurns;

/// A bulk job from the preview to its end, while the server works on it.
@RealBrowser
class BulkJobIT {
    private static final int CROWD = 300;

    @TempDir private Path folder;
    private PageServer server;
    private JobRunner runner;

    @BeforeEach
    void start() {
        server = PageServer.settled(folder);
        server.crowd(CROWD);
        runner =
                RunnerAtWork.of(
                        server.site.store,
                        server.administration(),
                        new SqlJobTurns(server.site.database),
                        () -> true,
                        pause -> LockSupport.parkNanos(pause.toNanos() + 20_000_000));
        runner.start();
    }

    @AfterEach
    void stop() {
        runner.close();
        server.close();
    }

    /// Sends the form of the list.
    private static void choose(BrowserDesk desk, String work, String search) {
        desk.page.evaluate(
                """
                fields => {
                    const form = document.createElement('form');
                    form.method = 'post';
                    form.action = '/jobs/new';
                    fields.csrf = document.querySelector('[name=csrf]').value;
                    for (const [name, value] of Object.entries(fields)) {
                        const input = document.createElement('input');
                        input.type = 'hidden';
                        input.name = name;
                        input.value = value;
                        form.append(input);
                    }
                    document.body.append(form);
                    form.submit();
                }
                """,
                Map.of("work", work, "all", "yes", "search", search));
        desk.page.waitForURL(Pattern.compile(".*/jobs/.*"));
    }

    private long mailboxes() {
        return server.administration().mailboxes().search(MailboxQuery.ALL.limit(1)).total();
    }

    @Test
    void disablesAfterTheNumberIsTyped() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.ADMINISTRATOR)) {
            choose(desk, "disable", "person 0000");
            assertThat(desk.page.locator("h1")).hasText("Disable mailboxes");
            assertThat(desk.page.locator("#todo")).hasText("10 mailboxes will be changed");
            assertThat(desk.page.locator("tbody tr")).hasCount(10);
            desk.page.fill("#number", "9");
            desk.page.fill("#reason", "left the company");
            desk.press("Disable");
            assertThat(desk.page.locator("#summary"))
                    .containsText("There are 10 mailboxes, not 9.");
            assertThat(desk.page.locator("#reason")).hasValue("left the company");
            assertThat(mailboxes()).isEqualTo(CROWD + 1);
            desk.page.fill("#number", "10");
            desk.press("Disable");
            assertThat(desk.page.locator("#state")).hasText("Finished. 10 of 10");
            assertThat(mailboxes()).isEqualTo(CROWD + 1 - 10);
            desk.open("/jobs");
            assertThat(desk.page.locator("tbody tr")).containsText("left the company");
        }
    }

    @Test
    void goesOnWithoutItsPageAndStops() {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.ADMINISTRATOR)) {
            choose(desk, "reset", "person");
            desk.press("Reset the PINs");
            assertThat(desk.page.locator("#state")).containsText("Running.");
            desk.page.evaluate("window.sameDocument = true");
            assertThat(desk.page.locator("#state")).not().containsText("Running. 0 of");
            assertThat(desk.page.evaluate("window.sameDocument")).isEqualTo(true);
            desk.open("/events");
            desk.follow("Bulk job");
            assertThat(desk.page.locator("#state")).containsText("Running.");
            assertThat(desk.page.locator("progress")).isVisible();
            desk.press("Stop");
            assertThat(desk.page.locator("#state")).containsText("Stopped.");
            var stopped = desk.page.locator("#state").innerText();
            desk.page.reload();
            assertThat(desk.page.locator("#state")).hasText(stopped);
            assertThat(desk.page.locator("nav.places a[href^='/jobs']")).hasCount(0);
        }
    }

    @Test
    void worksWithoutScripts() {
        String job;
        try (var desk = BrowserDesk.at(server).signIn(PageServer.ADMINISTRATOR)) {
            choose(desk, "language", "person");
            desk.page.selectOption("#to", "fr");
            desk.press("Preview");
            assertThat(desk.page.locator("h1")).hasText("Change the language: French");
            job = desk.path();
        }
        try (var desk = BrowserDesk.withoutScripts(server).signIn(PageServer.ADMINISTRATOR, job)) {
            desk.press("Change the language");
            assertThat(desk.page.locator("#state")).containsText("Running.");
            for (var i = 0;
                    i < 200 && !desk.page.locator("#state").innerText().contains("Finished");
                    i++) {
                LockSupport.parkNanos(200_000_000);
                desk.follow("Refresh");
            }
            assertThat(desk.page.locator("#state")).hasText("Finished. 300 of 300");
        }
    }

    @Test
    void isAccessibleAndFitsAPhone() {
        try (var desk =
                BrowserDesk.checked(server, ColorScheme.LIGHT).signIn(PageServer.ADMINISTRATOR)) {
            choose(desk, "disable", "person 0000");
            assertThat(Axe.faults(desk.page)).isEmpty();
            desk.page.fill("#number", "10");
            desk.press("Disable");
            assertThat(desk.page.locator("#state")).isVisible();
            assertThat(Axe.faults(desk.page)).isEmpty();
            desk.open("/jobs");
            assertThat(Axe.faults(desk.page)).isEmpty();
        }
        try (var phone = BrowserDesk.phone(server).signIn(PageServer.ADMINISTRATOR, "/jobs")) {
            var width = phone.page.evaluate("document.documentElement.scrollWidth");
            assertThat((int) width).isLessThanOrEqualTo(360);
            phone.page.locator("tbody a").first().click();
            assertThat(phone.page.locator("#state")).isVisible();
            assertThat((int) phone.page.evaluate("document.documentElement.scrollWidth"))
                    .isLessThanOrEqualTo(360);
        }
    }
}
