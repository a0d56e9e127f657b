package org.ovalogin.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Mailbox;

/// The work of a help desk, counted in actions: a click, or a key that sends. Among thousands of
/// mailboxes. How long the pages take is written to `target/work.txt` and asserted nowhere.
@RealBrowser
class WorkIT {
    private static final int CROWD = 5_000;
    private static final Path TIMES = Path.of("target", "work.txt");

    @TempDir static Path folder;
    private static PageServer server;
    private static final List<Mailbox> LOCKED = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        server = PageServer.settled(folder);
        server.crowd(CROWD);
        server.administration().dialPlans().add("paris", plan -> plan, Site.ADMINISTRATOR);
        for (var i = 0; i < 10; i++)
            LOCKED.add(locked("default", "5130" + i, "Person Locked " + i));
        locked("paris", "61301", "Chloé Lefèvre");
        Files.deleteIfExists(TIMES);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Mailbox locked(String dialPlan, String extension, String name) {
        var enabling =
                Enabling.of(dialPlan, extension, "m" + extension + "@contoso.com")
                        .with(Optional.of(name), Optional.empty());
        var mailbox =
                server.administration().mailboxes().enable(enabling, Site.ADMINISTRATOR).mailbox();
        server.administration().pins().lock(mailbox.guid(), Site.ADMINISTRATOR);
        return mailbox;
    }

    private boolean isLocked(Mailbox mailbox) {
        return server.administration()
                .mailboxes()
                .find(mailbox.guid())
                .lockouts()
                .outside()
                .lockedByAdministrator();
    }

    /// Counts and times what somebody does at the screen.
    private static final class Work {
        private final long begin = System.nanoTime();
        private int actions;

        void act(Runnable action) {
            actions++;
            action.run();
        }

        void done(String what) throws IOException {
            var took = Duration.ofNanos(System.nanoTime() - begin);
            Files.writeString(
                    TIMES,
                    "%s: %d actions, %d ms%n".formatted(what, actions, took.toMillis()),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    @Test
    void aPinIsResetByTwoActionsOnceTheNameIsTyped() throws IOException {
        try (var desk = BrowserDesk.at(server).signIn(PageServer.HELP_DESK, "/")) {
            desk.page.keyboard().press("/");
            desk.page.keyboard().type("Tony Smith");
            var before = server.site.mailbox().pin().version();
            var work = new Work();
            work.act(() -> desk.page.keyboard().press("Enter"));
            work.act(() -> desk.press("Reset PIN"));
            assertThat(desk.page.locator("#done")).containsText("The PIN was reset.");
            work.done("name typed to PIN reset");
            assertThat(work.actions).isEqualTo(2);
            assertThat(server.site.mailbox().pin().version()).isEqualTo(before + 1);
        }
    }

    @Test
    void tenMailboxesAreUnlockedFromTheListByTenActions() throws IOException {
        try (var desk =
                BrowserDesk.at(server)
                        .signIn(PageServer.HELP_DESK, "/mailboxes?state=locked&dialPlan=default")) {
            var buttons = desk.page.locator(".acts button[form=unlock]");
            assertThat(buttons).hasCount(LOCKED.size());
            var work = new Work();
            for (var left = LOCKED.size(); left > 0; left--) {
                work.act(buttons.first()::click);
                assertThat(buttons).hasCount(left - 1);
            }
            work.done("ten mailboxes unlocked from the list");
            assertThat(work.actions).isEqualTo(10);
            assertThat(LOCKED).noneMatch(this::isLocked);
        }
    }

    @Test
    void whoIsLockedInParisIsOneActionAndALink() throws IOException {
        try (var desk =
                BrowserDesk.at(server)
                        .signIn(PageServer.HELP_DESK, "/mailboxes?dialPlan=paris")) {
            var work = new Work();
            work.act(desk.page.locator("#chip-locked")::click);
            var names = desk.page.locator("#found th[scope=row] a");
            assertThat(names).hasText(new String[] {"Chloé Lefèvre"});
            work.done("locked in Paris");
            assertThat(work.actions).isOne();
            var link = desk.page.url();
            try (var colleague =
                    BrowserDesk.at(server).signIn(PageServer.AUDITOR, "/mailboxes")) {
                colleague.page.navigate(link);
                assertThat(colleague.page.locator("#found th[scope=row] a"))
                        .hasText(new String[] {"Chloé Lefèvre"});
            }
        }
    }
}
