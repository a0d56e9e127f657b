package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.PageCertificate;
import org.ovalogin.core.administration.PageCertificate.Source;
import org.ovalogin.notify.mail.MoodyMailServer;

/// The checklist of a new installation, and the test e-mail.
class ChecklistTest {
    @TempDir Path folder;
    private final MoodyMailServer mail = new MoodyMailServer();
    private PageServer server;
    private Visitor anna;

    @BeforeEach
    void start() {
        server =
                PageServer.settled(
                        folder,
                        PageServer.settings(),
                        plan ->
                                plan.set("mail.smtp.host", "127.0.0.1")
                                        .set("mail.smtp.port", "" + mail.port())
                                        .set("mail.smtp.security", "none")
                                        .set("mail.from", "voicemail@contoso.com"));
        anna = Visitor.signedIn(server, ADMINISTRATOR);
    }

    @AfterEach
    void stop() {
        anna.close();
        server.close();
        mail.close();
    }

    private List<String> steps(String state) {
        return anna.get("/").page().select(".steps li." + state + " a").eachText();
    }

    private Visitor.Answer test(String address) {
        return anna.submit("/mail/test", Map.of("address", address));
    }

    private void reach(Milestone milestone) {
        server.site.store.change(work -> work.milestones().reach(milestone));
    }

    @Test
    void itTicksItselfAndGoesOnceAllIsDone() {
        assertThat(steps("done")).containsExactly("There are mailboxes.");
        assertThat(steps("open")).hasSize(4).allMatch(text -> text.endsWith("."));
        assertThat(test("ops@contoso.com").text("#answer"))
                .startsWith("The mail server accepted the e-mail: 250");
        reach(Milestone.FIRST_CALL);
        reach(Milestone.FIRST_BACKUP);
        assertThat(steps("done"))
                .hasSize(4)
                .anyMatch(text -> text.startsWith("The mail server accepts e-mails. First one: "))
                .anyMatch(text -> text.startsWith("First call: "))
                .anyMatch(text -> text.startsWith("First backup: "));
        assertThat(steps("open")).singleElement().asString().startsWith("Encrypt these pages");
        var ends = server.site.clock.instant().plus(Duration.ofDays(90));
        server.certificate = new PageCertificate(Source.SERVER, Optional.of(ends));
        assertThat(anna.get("/").page().select("#checklist")).isEmpty();
        assertThat(anna.get("/checklist").header("hx-refresh")).isEqualTo("true");
        server.site.clock.pass(Duration.ofDays(91));
        try (var later = Visitor.signedIn(server, ADMINISTRATOR)) {
            assertThat(later.get("/").text(".steps li.open"))
                    .contains("Renew the certificate of these pages");
        }
        server.certificate = new PageCertificate(Source.PROXY, Optional.empty());
        try (var later = Visitor.signedIn(server, ADMINISTRATOR)) {
            assertThat(later.get("/").page().select("#checklist")).isEmpty();
        }
    }

    @Test
    void eachStepLeadsToAPage() {
        for (var link : anna.get("/").page().select(".steps a")) {
            var path = link.attr("href").split("#", 2);
            var page = anna.get(path[0]);
            assertThat(page.status()).as(path[0]).isEqualTo(200);
            if (path.length > 1) assertThat(page.page().select("#" + path[1])).hasSize(1);
        }
    }

    /// As the README has them.
    @Test
    void theLinesForAsteriskAreThoseOfTheManual() throws Exception {
        var shown = anna.get("/").page().select("#checklist pre");
        assertThat(shown).hasSize(1);
        assertThat(Files.readString(Path.of("README.md")))
                .contains("\n" + shown.getFirst().wholeText() + "\n```");
        reach(Milestone.FIRST_CALL);
        assertThat(anna.get("/").page().select("#checklist pre")).isEmpty();
        assertThat(anna.get("/help").page().select("pre").eachText()).hasSize(1);
    }

    @Test
    void thePageAsksForNewsAndGetsThemOnce() {
        var steps = anna.get("/").page().select(".steps");
        assertThat(steps.attr("hx-trigger")).isEqualTo("every 5s");
        assertThat(anna.get(steps.attr("hx-get")).status()).isEqualTo(204);
        reach(Milestone.FIRST_CALL);
        var news = anna.get(steps.attr("hx-get"));
        assertThat(news.status()).isEqualTo(200);
        assertThat(news.text("li.done")).contains("First call: ");
        assertThat(anna.get(news.page().select(".steps").attr("hx-get")).status()).isEqualTo(204);
    }

    @Test
    void anAdministratorPutsItAwayForAll() {
        assertThat(anna.get("/").page().select("#checklist form[action=/checklist/close]"))
                .hasSize(1);
        assertThat(anna.submit("/checklist/close", Map.of()).header("location")).isEqualTo("/");
        assertThat(anna.submit("/checklist/close", Map.of()).status()).isEqualTo(303);
        assertThat(anna.get("/").page().select("#checklist")).isEmpty();
        server.account("berta", Role.ADMINISTRATOR);
        try (var berta = Visitor.signedIn(server, "berta")) {
            assertThat(berta.get("/").page().select("#checklist")).isEmpty();
        }
        assertThat(server.site.number("select count(*) from event where name = 'CHECKLIST_CLOSED'"))
                .isEqualTo(1);
        assertThat(anna.get("/events").text("tbody")).contains("List of first steps put away");
    }

    @Test
    void othersNeitherSeeItNorUseIt() {
        for (var account : List.of(HELP_DESK, AUDITOR))
            try (var other = Visitor.signedIn(server, account)) {
                assertThat(other.get("/").page().select("#checklist")).isEmpty();
                assertThat(other.get("/mail/test").status()).isEqualTo(403);
                assertThat(other.submit("/checklist/close", Map.of()).status()).isEqualTo(403);
                var address = Map.of("address", "ops@contoso.com");
                assertThat(other.submit("/mail/test", address).status()).isEqualTo(403);
            }
        assertThat(anna.post("/mail/test", Map.of("address", "ops@contoso.com")).status())
                .isEqualTo(403);
        assertThat(mail.accepted).isEmpty();
        assertThat(anna.get("/").page().select("#checklist")).hasSize(1);
    }

    @Test
    void theRefusalIsShownWithItsCodeAndWords() {
        mail.answers("RCPT", "550 5.7.1 relaying to <ops@contoso.com> denied");
        var answer = test("ops@contoso.com");
        assertThat(answer.text("#answer"))
                .isEqualTo(
                        "The e-mail was not accepted: 127.0.0.1:%d answers to RCPT: 550 5.7.1 relaying to <ops@contoso.com> denied"
                                .formatted(mail.port()));
        mail.isGood().answers(".", "554 5.7.1 your letter says: words of the letter");
        assertThat(test("ops@contoso.com").text("#answer"))
                .endsWith("554 5.7.1")
                .doesNotContain("words of the letter");
        assertThat(steps("done")).hasSize(1);
    }

    @Test
    void theLetterHasNoSecretAndItsAddressIsKeptNowhere() {
        assertThat(test(" someone@contoso.com ").status()).isEqualTo(200);
        assertThat(mail.accepted)
                .singleElement()
                .asString()
                .contains("To: someone@contoso.com", "Subject: Test e-mail from voice mail")
                .contains("Auto-Submitted: auto-generated")
                .doesNotContain(System.getProperty("user.name") + "@");
        assertThat(
                        server.site.texts(
                                "select name || result || subject || by_whom || from_where || changes from event order by event_id"))
                .noneMatch(text -> text.contains("someone"))
                .last()
                .asString()
                .startsWith("MAIL_TESTEDAccepted");
        assertThat(
                        server.site.number(
                                "select count(*) from outbox where recipient like '%someone%'"))
                .isZero();
        assertThat(anna.get("/mail/test").page().select("#address").val()).isEmpty();
    }

    @Test
    void aWrongAddressIsRefusedAtItsField() {
        var refused = test("nobody");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("#address-errors")).contains("nobody");
        assertThat(refused.page().select("#address").val()).isEqualTo("nobody");
        assertThat(test("a@b.example\r\nBcc: c@d.example").status()).isEqualTo(422);
        assertThat(mail.accepted).isEmpty();
    }

    @Test
    void testsAreFew() {
        for (var i = 0; i < 5; i++) assertThat(test("ops@contoso.com").status()).isEqualTo(200);
        var refused = test("ops@contoso.com");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("#answer")).contains("Try again in a minute");
        assertThat(mail.accepted).hasSize(5);
    }

    /// As htmx asks.
    @Test
    void aPartOfThePageAnswersInItsPlace() {
        var form = anna.get("/").page().select("#test-mail form");
        assertThat(form.attr("hx-target")).isEqualTo("#test-mail");
        var csrf = form.select("[name=csrf]").val();
        var part =
                anna.post(
                        form.attr("hx-post"),
                        Map.of("address", "ops@contoso.com", "csrf", csrf),
                        "Sec-Fetch-Site",
                        "same-origin",
                        "HX-Request",
                        "true");
        assertThat(part.page().select("#test-mail #answer.good")).hasSize(1);
        assertThat(part.page().select("nav")).isEmpty();
    }

    @Test
    void aMissingMailServerIsSaidOnce(@TempDir Path other) {
        try (var without = PageServer.settled(other);
                var visitor = Visitor.signedIn(without, ADMINISTRATOR);
                var helper = Visitor.signedIn(without, HELP_DESK)) {
            without.concerns = List.of(new Concern(Concern.Kind.NO_MAIL_SERVER, 0, "", ""));
            assertThat(visitor.get("/").body().split("mail\\.smtp\\.host", -1)).hasSize(2);
            assertThat(visitor.get("/").page().select(".matters")).isEmpty();
            assertThat(helper.get("/").text(".matters")).contains("mail.smtp.host");
            assertThat(visitor.get("/mail/test").text("#answer")).contains("mail.smtp.host");
            var address = Map.of("address", "ops@contoso.com");
            assertThat(visitor.submit("/mail/test", address).text("#answer"))
                    .contains("mail.smtp.host");
            visitor.submit("/checklist/close", Map.of());
            assertThat(visitor.get("/").text(".matters")).contains("mail.smtp.host");
        }
    }
}
