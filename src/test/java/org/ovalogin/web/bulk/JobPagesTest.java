package org.ovalogin.web.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.administration.RunnerAtWork;
import org.ovalogin.core.administration.Site;
import org.ovalogin.storage.bulk.SqlJobTurns;
import org.ovalogin.web.page.Visitor;

/// The list's form, the question, the preview, the progress.
class JobPagesTest {
    @TempDir Path folder;
    private PageServer server;
    private Visitor anna;
    private Visitor henry;
    private UUID tony;
    private UUID nina;

    @BeforeEach
    void serve() {
        server = PageServer.settled(folder);
        anna = Visitor.signedIn(server, PageServer.ADMINISTRATOR);
        henry = Visitor.signedIn(server, PageServer.HELP_DESK);
        tony = server.site.guid();
        nina = enabled("51299", "nina@contoso.com", "<b>Nina</b>");
    }

    @AfterEach
    void stop() {
        anna.close();
        henry.close();
        server.close();
    }

    private UUID enabled(String extension, String address, String name) {
        return server.administration()
                .mailboxes()
                .enable(
                        Enabling.of("default", extension, address)
                                .with(Optional.of(name), Optional.empty()),
                        Site.ADMINISTRATOR)
                .mailbox()
                .guid();
    }

    private static Map<String, String> all(String work, String... more) {
        var fields = new HashMap<>(Map.of("work", work, "all", "yes"));
        for (var i = 0; i < more.length; i += 2) fields.put(more[i], more[i + 1]);
        return fields;
    }

    /// The address of the preview.
    private static String previewed(Visitor who, Map<String, String> fields) {
        var answer = who.submit("/jobs/new", fields);
        assertThat(answer.status()).as(answer.text("main")).isEqualTo(303);
        return answer.header("location");
    }

    private static String job(String preview) {
        return preview.replaceAll("\\?.*", "");
    }

    private void work() {
        try (var runner =
                RunnerAtWork.of(
                        server.site.store,
                        server.administration(),
                        new SqlJobTurns(server.site.database),
                        () -> true,
                        _ -> {})) {
            runner.run();
        }
    }

    private boolean exists(UUID guid) {
        return server.site.store.read(view -> view.mailboxes().find(guid)).isPresent();
    }

    @Test
    void aPreviewNamesEachMailboxAndChangesNothing() {
        var preview = previewed(anna, all("disable", "search", "nina"));
        assertThat(preview).contains("back=%2Fmailboxes%3Fsearch%3Dnina");
        var page = anna.get(preview);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text("tbody th")).isEqualTo("<b>Nina</b>");
        assertThat(page.text("#todo")).isEqualTo("1 mailbox will be changed");
        assertThat(page.page().select("p.back a").attr("href")).isEqualTo("/mailboxes?search=nina");
        work();
        assertThat(exists(nina)).isTrue();
    }

    @Test
    void disablingTakesTheTypedNumberOfExactlyTheseMailboxes() {
        var preview = previewed(anna, all("disable"));
        var later = enabled("51300", "late@contoso.com", "Late");
        var job = job(preview);
        var wrong = anna.submit(job + "/start", Map.of("number", "3", "reason", "moved out"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("#summary")).contains("There are 2 mailboxes, not 3.");
        assertThat(wrong.page().select("#reason").attr("value")).isEqualTo("moved out");
        assertThat(anna.submit(job + "/start", Map.of()).status()).isEqualTo(422);
        work();
        assertThat(exists(tony)).isTrue();

        var right = anna.submit(job + "/start", Map.of("number", "2", "reason", "moved out"));
        assertThat(right.header("location")).isEqualTo(job);
        var running = anna.get(job);
        assertThat(running.text("#state")).isEqualTo("Running. 0 of 2");
        assertThat(running.page().select("#progress").attr("hx-trigger")).isEqualTo("every 2s");
        assertThat(anna.get("/").page().select("nav.places a[href=" + job + "]")).hasSize(1);
        assertThat(henry.get("/").page().select("nav.places a[href=" + job + "]")).isEmpty();
        work();
        assertThat(anna.get(job + "/progress").text("#state")).isEqualTo("Finished. 2 of 2");
        assertThat(anna.get(job).text("main")).contains("moved out").contains("Nina");
        assertThat(anna.get("/jobs").text("tbody th")).isEqualTo("Disable mailboxes");
        assertThat(anna.get("/").page().select("nav.places a[href^=/jobs]")).isEmpty();
        assertThat(exists(tony)).isFalse();
        assertThat(exists(nina)).isFalse();
        assertThat(exists(later)).as("came after the preview").isTrue();
    }

    @Test
    void aConfirmationSentTwiceStartsOneJob() {
        var job = job(previewed(anna, all("reset")));
        assertThat(anna.submit(job + "/start", Map.of()).status()).isEqualTo(303);
        var again = anna.submit(job + "/start", Map.of());
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("location")).isEqualTo(job);
        work();
        assertThat(server.site.mailbox().pin().version()).isEqualTo(2);
    }

    @Test
    void policyAndLanguageAreAskedFor() {
        var question = anna.submit("/jobs/new", all("language", "search", "nina"));
        assertThat(question.status()).isEqualTo(200);
        assertThat(question.page().select("#to option")).hasSizeGreaterThan(5);
        assertThat(question.page().select("input[name=search]").attr("value")).isEqualTo("nina");
        var preview = previewed(anna, all("language", "search", "nina", "to", "fr"));
        assertThat(anna.get(preview).text("h1")).isEqualTo("Change the language: French");
        anna.submit(job(preview) + "/start", Map.of());
        work();
        assertThat(server.administration().mailboxes().find(nina).language().orElseThrow().code())
                .isEqualTo("fr");
    }

    @Test
    void tickedMailboxesAreThoseAlone() {
        var preview =
                previewed(anna, Map.of("work", "language", "to", "de", "mailbox", nina.toString()));
        assertThat(anna.get(preview).page().select("tbody tr")).hasSize(1);
        var nothing = anna.submit("/jobs/new", Map.of("work", "unlock"));
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.text("[role=alert]")).contains("at least one mailbox");
    }

    @Test
    void locksOfAdministratorsHaveATickOfTheirOwn() {
        server.administration().pins().lock(tony, Site.ADMINISTRATOR);
        var preview = previewed(anna, all("unlock", "state", "locked"));
        assertThat(anna.get(preview).text(".choice")).contains("Also 1 mailbox locked by");
        var without = anna.submit(job(preview) + "/start", Map.of());
        assertThat(without.status()).isEqualTo(422);
        anna.submit(job(preview) + "/start", Map.of("liftsHeld", "on"));
        work();
        assertThat(server.site.mailbox().lockouts().hasLock()).isFalse();
    }

    @Test
    void stopEndsIt() {
        var job = job(previewed(anna, all("reset")));
        anna.submit(job + "/start", Map.of());
        assertThat(anna.submit(job + "/stop", Map.of()).status()).isEqualTo(303);
        assertThat(anna.get(job).text("#state")).isEqualTo("Stopped. 0 of 2");
        assertThat(anna.get(job).page().select("#stop")).isEmpty();
        work();
        assertThat(server.site.mailbox().pin().version()).isEqualTo(1);
    }

    @Test
    void theEndOfTheSessionEndsNoJob() {
        var job = job(previewed(anna, all("reset")));
        anna.submit(job + "/start", Map.of());
        anna.submit("/signout", Map.of());
        work();
        assertThat(server.site.mailbox().pin().version()).isEqualTo(2);
    }

    @Test
    void aPreviewOfAnHourAgoIsNoLongerValid() {
        var job = job(previewed(anna, all("reset")));
        server.site.clock.pass(Duration.ofMinutes(20));
        assertThat(anna.get(job).status()).isEqualTo(200);
        server.site.clock.pass(Duration.ofMinutes(25));
        assertThat(anna.get(job).status()).isEqualTo(200);
        server.site.clock.pass(Duration.ofMinutes(16));
        var late = anna.submit(job + "/start", Map.of());
        assertThat(late.status()).isEqualTo(422);
        assertThat(late.text("#summary")).contains("no longer valid");
    }

    @Nested
    class OfTheHelpDesk {
        @Test
        void leavesAdministratorsMailboxesAlone() {
            server.administration()
                    .accounts()
                    .change(
                            PageServer.ADMINISTRATOR,
                            d -> new AccountDetails(d.role(), d.address(), Optional.of(tony), true),
                            Site.ADMINISTRATOR);
            var preview = previewed(henry, all("reset"));
            assertThat(henry.get(preview).text("tbody"))
                    .contains("Skipped: an administrator’s mailbox")
                    .contains("To do");
        }

        @Test
        void changesAndDisablesNothing() {
            for (var work : List.of("policy", "language", "disable"))
                assertThat(henry.submit("/jobs/new", all(work, "to", "fr")).status())
                        .as(work)
                        .isEqualTo(403);
        }

        @Test
        void seesNobodyElsesJobs() {
            var job = job(previewed(anna, all("reset")));
            assertThat(henry.get(job).status()).isEqualTo(404);
            anna.submit(job + "/start", Map.of());
            for (var path : List.of(job, job + "/progress"))
                assertThat(henry.get(path).status()).as(path).isEqualTo(404);
            assertThat(henry.submit(job + "/stop", Map.of()).status()).isEqualTo(404);
            assertThat(henry.submit(job + "/start", Map.of()).status()).isEqualTo(404);
            assertThat(henry.get("/jobs").text("main")).doesNotContain("Reset PINs");
        }
    }

    @Test
    void auditorsAreKeptOut() {
        try (var auditor = Visitor.signedIn(server, PageServer.AUDITOR)) {
            assertThat(auditor.get("/jobs").status()).isEqualTo(403);
            assertThat(auditor.submit("/jobs/new", all("unlock")).status()).isEqualTo(403);
            assertThat(auditor.get("/jobs/" + UUID.randomUUID()).status()).isEqualTo(403);
        }
    }

    @Test
    void aForeignFormStartsNothing() {
        var job = job(previewed(anna, all("reset")));
        assertThat(anna.post(job + "/start", Map.of("csrf", "guessed")).status()).isEqualTo(403);
        assertThat(anna.post("/jobs/new", Map.of("work", "reset", "all", "yes")).status())
                .isEqualTo(403);
        assertThat(
                        anna.get(job + "?back=https://evil.example")
                                .page()
                                .select("p.back a")
                                .attr("href"))
                .isEqualTo("/mailboxes");
    }

    @Test
    void theServerKnowsRoles() {
        server.account("zoe", Role.HELPDESK);
        try (var zoe = Visitor.signedIn(server, "zoe")) {
            var job = job(previewed(zoe, all("reset")));
            zoe.submit(job + "/start", Map.of());
            server.administration().accounts().remove("zoe", Site.ADMINISTRATOR);
            work();
            assertThat(anna.get(job).text("#state")).contains("the account may no longer do this");
            assertThat(server.site.mailbox().pin().version()).isEqualTo(1);
        }
    }
}
