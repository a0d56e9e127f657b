package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Concern;
import org.ovalogin.core.administration.Concern.Kind;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.administration.StageCallers;
import org.ovalogin.core.signin.CallSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverviewPageTest {
    private PageServer server;
    private Visitor auditor;

    /// A sign-in, enough failures to lock the mailbox, and one more.
    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        auditor = Visitor.signedIn(server, AUDITOR);
        server.site.attempt(Site.RIGHT);
        server.site.fail(16);
    }

    @AfterAll
    void stop() {
        auditor.close();
        server.close();
    }

    @Test
    void figuresCountMailboxesAndLeadToThem() {
        var page = auditor.get("/").page();
        var locked = page.select(".figures a[href='/mailboxes?state=locked']");
        assertThat(locked.select(".figure").text()).isEqualTo("1");
        assertThat(auditor.get("/mailboxes?state=locked").text("tbody")).contains("Tony Smith");
        for (var link : page.select(".figures a"))
            assertThat(auditor.get(link.attr("href")).status())
                    .as(link.attr("href"))
                    .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"/, 24", "/?days=7, 168", "/?days=x, 24"})
    void chartsCountByTheHour(String path, int hours) {
        var page = auditor.get(path).page();
        var charts = page.select("svg.chart");
        assertThat(charts).hasSize(3);
        assertThat(charts.getFirst().attr("viewBox")).isEqualTo("0 0 " + hours * 10 + " 80");
        assertThat(page.select("section.card p.figure").eachText()).containsExactly("1", "16", "1");
        assertThat(charts.get(1).select("title").eachText())
                .singleElement()
                .asString()
                .endsWith(": 16");
        assertThat(page.select("[style]")).isEmpty();
    }

    @Test
    void delayedLettersAreToldAndThoseWhoSupportHaveAButton() {
        var site = server.site;
        var letters = site.outbox.claim(100, Duration.ofMinutes(1));
        var notice = letters.getLast().notice().id();
        var next = site.clock.instant().plus(Duration.ofHours(1));
        site.outbox.postponed(notice, next, "550 <b>relay</b> not permitted");
        for (var path : List.of("/", MailboxPage.path(site.guid()))) {
            assertThat(auditor.get(path).text("main")).contains("550 <b>relay</b> not");
            assertThat(auditor.get(path).page().select("form[action=/queue/retry]")).isEmpty();
        }
        try (var helper = Visitor.signedIn(server, HELP_DESK)) {
            assertThat(helper.get("/").page().select("form[action=/queue/retry] button").text())
                    .isEqualTo("Try again now");
        }
        site.outbox.delivered(notice, Optional.empty());
        assertThat(auditor.get("/").text("main")).doesNotContain("relay");
    }

    @Test
    void mattersSayWhatToDoAndLeadToTheirCause() {
        var matters = auditor.get("/").page().select(".matters li");
        assertThat(matters.eachText()).contains("1 lock-out in the last 24 hours");
        assertThat(matters.select("a").attr("href")).isEqualTo("/mailboxes?state=locked");
        server.concerns =
                List.of(
                        new Concern(Kind.FINDING, 0, "disk", "20 MB free; <b>make</b> room"),
                        new Concern(Kind.CERTIFICATE_ENDS, 1, "2026-12-01T11:00:00Z", ""),
                        new Concern(Kind.NO_MAIL_SERVER, 0, "", ""));
        var page = auditor.get("/").page();
        assertThat(page.select(".matters li").eachText())
                .startsWith(
                        "No mail server is set up (mail.smtp.host): e-mails are written to files, and owners get none.",
                        "The certificate of this page ends tomorrow, on Dec 1, 2026, 12:00\u202fPM.")
                .endsWith("Check: disk 20 MB free; <b>make</b> room");
        server.concerns =
                List.of(new Concern(Kind.CERTIFICATE_ENDS, 0, "2026-12-01T11:00:00Z", ""));
        assertThat(auditor.get("/").text(".matters .bad"))
                .contains("certificate")
                .contains("ended");
        server.concerns = List.of();
    }

    @Test
    void whereNothingIsTheMatterThePageSaysSo(@TempDir Path other) {
        try (var calm = PageServer.settled(other);
                var anna = Visitor.signedIn(calm, PageServer.ADMINISTRATOR)) {
            var page = anna.get("/").page();
            assertThat(page.select(".matters")).isEmpty();
            assertThat(page.select("p.calm").text()).isEqualTo("Nothing needs attention.");
        }
    }

    @Test
    void spentBudgetsAreToldWithAButtonToFillThem(@TempDir Path other) {
        try (var attacked =
                        PageServer.settled(
                                other,
                                PageServer.settings(),
                                plan -> plan.set("budgets.trunk", "20 + 1/hour"));
                var henry = Visitor.signedIn(attacked, HELP_DESK);
                var ada = Visitor.signedIn(attacked, AUDITOR)) {
            var line = new CallSource("anonymous", "PJSIP/trunk", "127.0.0.1", Optional.empty());
            for (var i = 0; i < 21; i++) attacked.site.signIn.attempt(Site.KEY, Site.WRONG, line);
            // the alarm is raised beside the call
            await().until(() -> !ada.get("/").page().select(".matters .bad").isEmpty());
            var page = ada.get("/").page();
            assertThat(page.select(".matters .bad a").text())
                    .isEqualTo(
                            "The budget of failed sign-ins is spent: Line 127.0.0.1 PJSIP/trunk");
            assertThat(page.select("section:has(#budgets) tbody tr").eachText())
                    .contains("Line 127.0.0.1 PJSIP/trunk 0 of 20 Sign-ins are refused");
            assertThat(page.select("form[action=/budgets/reset]")).isEmpty();
            assertThat(henry.get("/").page().select("form[action=/budgets/reset]")).hasSize(1);
            henry.submit("/budgets/reset", Map.of());
            assertThat(ada.get("/").page().select("section:has(#budgets) tbody tr").eachText())
                    .contains("Line 127.0.0.1 PJSIP/trunk 20 of 20 Sign-ins are refused");
        }
    }

    /// With an axis, its maximum, and a way to the events behind each bar.
    @Test
    void barsOpenTheirEvents() {
        var chart = auditor.get("/").page().select("section:has(#chart\\.failure)");
        assertThat(chart.select(".most").text()).isEqualTo("16");
        assertThat(chart.select(".hours li")).hasSize(4);
        var bar = chart.select("svg a");
        assertThat(bar).hasSize(1);
        assertThat(auditor.get(bar.attr("href")).text("tbody")).contains("Wrong PIN");
        assertThat(chart.select("details a").eachAttr("href")).containsExactly(bar.attr("href"));
        assertThat(auditor.get("/?days=7").page().select(".hours li")).hasSize(21);
    }

    @Test
    void callsNowAreShownByStage() {
        server.calls =
                List.of(
                        new StageCallers("pin", 2, Duration.ofSeconds(65)),
                        new StageCallers("menu", 0, Duration.ZERO));
        var calls = auditor.get("/").page().select("#calls");
        assertThat(calls.select("h2").text()).isEqualTo("2 calls now");
        assertThat(calls.select("caption").text()).contains("this server");
        assertThat(calls.select("tbody tr").eachText()).containsExactly("PIN 2 1:05", "Menu 0 –");
        server.calls = List.of(new StageCallers("menu", 0, Duration.ZERO));
        assertThat(auditor.get("/").text("#calls")).isEqualTo("No call now");
        server.calls = List.of(new StageCallers("new_pin", 1, Duration.ofMinutes(2)));
        var part = auditor.get(calls.attr("hx-get"), "HX-Request", "true");
        assertThat(part.body()).doesNotContain("<html");
        assertThat(part.text("#calls h2")).isEqualTo("1 call now");
        assertThat(part.text("#calls tbody")).isEqualTo("New PIN 1 2:00");
    }

    /// Otherwise an open page would keep its session for ever.
    @Test
    void lookingAtCallsKeepsNoSessionFromEnding() {
        try (var forgotten = Visitor.signedIn(server, AUDITOR)) {
            for (var i = 0; i < 3; i++) {
                server.site.clock.pass(Duration.ofMinutes(11));
                if (i < 2) assertThat(forgotten.get("/calls").status()).isEqualTo(200);
            }
            var answer = forgotten.get("/calls", "HX-Request", "true");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("hx-redirect")).isEqualTo("/signin?to=%2F");
        }
        auditor.close();
        auditor = Visitor.signedIn(server, AUDITOR);
    }

    @Test
    void strangersSeeNoCalls() {
        try (var stranger = Visitor.at(server)) {
            assertThat(stranger.get("/calls").status()).isEqualTo(303);
        }
    }

    @Test
    void latestEventsAreInPlainWords() {
        assertThat(auditor.get("/").text("table"))
                .contains("Locked")
                .contains("Wrong PIN")
                .doesNotContain("WRONG_PIN");
    }

    @ParameterizedTest
    @CsvSource({
        "?name=Locked, 1",
        "?name=Locked&mailbox=51234, 1",
        "?name=Locked&mailbox=tonysmith&by=nobody, 0",
        "?day=1999-01-01, 0",
        "?name=SignIn&by=4155550100, 17",
    })
    void eventsAreThoseAskedFor(String query, int rows) {
        var page = auditor.get("/events" + query).page();
        assertThat(page.select("tbody tr").stream().mapToInt(OverviewPageTest::times).sum())
                .isEqualTo(rows);
    }

    private static int times(Element row) {
        var many = Pattern.compile("\\((\\d+) times\\)").matcher(row.text());
        return many.find() ? Integer.parseInt(many.group(1)) : 1;
    }

    @ParameterizedTest
    @CsvSource({"?mailbox=nobody, nobody", "?day=today, today", "?before=x, Locked"})
    void whatCannotBeAskedForIsSaid(String query, String told) {
        var answer = auditor.get("/events" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("main")).contains(told);
    }

    @Test
    void olderEventsAreOnTheNextPages() {
        for (var i = 0; i < 60; i++) {
            server.administration().dialPlans().add("plan" + i, plan -> plan, Site.ADMINISTRATOR);
        }
        var path = "/events?name=DialPlanChanged";
        var seen = 0;
        while (!path.isEmpty()) {
            var page = auditor.get(path).page();
            seen += page.select("tbody tr").size();
            path = page.select("main p a.button").attr("href");
        }
        assertThat(seen).isEqualTo(60);
    }
}
