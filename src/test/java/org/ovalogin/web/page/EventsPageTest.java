package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.SpreadsheetCell;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Origin;

/// The page of events as an audit log.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventsPageTest {
    private static final String HOSTILE = "=HYPERLINK(\"http://evil.example\",\"1\")";

    private PageServer server;
    private Visitor auditor;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        auditor = Visitor.signedIn(server, AUDITOR);
        server.site.attempt(Site.RIGHT);
        server.site.fail(2);
        try (var administrator = Visitor.signedIn(server, ADMINISTRATOR)) {
            var policy = server.site.mailbox().policy();
            server.administration()
                    .policies()
                    .change(
                            policy.guid(),
                            p -> p.with(p.pin().with(draft -> draft.minPinLength = 8)),
                            Site.ADMINISTRATOR);
            assertThat(administrator.get("/events").status()).isEqualTo(200);
        }
        append(new Origin(HOSTILE, "198.51.100.7 trunk"));
    }

    @AfterAll
    void stop() {
        auditor.close();
        server.close();
    }

    private void append(Origin origin) {
        server.site.store.change(
                work ->
                        work.events()
                                .append(
                                        Event.signIn(
                                                work.now(),
                                                Event.SignInResult.WRONG_PIN,
                                                "default",
                                                Optional.of(server.site.guid()),
                                                origin)));
    }

    private List<String> events(String query) {
        return auditor.get("/events" + query).page().select("tbody tr .badge").eachText();
    }

    @ParameterizedTest
    @CsvSource({
        "?name=SignIn.Success, 1",
        "?name=SignIn.WrongPin, 3",
        "?name=SignIn.Stale, 0",
        "?name=SignIn.WrongPin&caller=4155550100, 2",
        "?caller=415555010, 0",
        "?name=SignIn&address=198.51.100.7, 1",
        "?name=SignIn&address=198.51.100.70, 0",
        "?name=SignIn&account=anna, 0",
        "?name=AccountSignIn&account=anna, 1",
        "?name=SignIn&from=2001-01-01, 4",
        "?name=SignIn&to=2001-01-01, 0",
        "?name=SignIn&from=2001-01-01T10:00&to=9999-01-01T10:00, 4",
    })
    void allConditionsHoldTogether(String query, int rows) {
        assertThat(events(query)).hasSize(rows);
        var lines = auditor.get("/events.jsonl" + query).body().lines().toList();
        assertThat(lines).hasSize(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "?name=Nonsense, There is no event “Nonsense”",
        "?from=yesterday, “yesterday” is not a date",
        "?to=2026-11-23T25:00, “2026-11-23T25:00” is not a date",
        "?from=1969-12-31, “1969-12-31” is not a date",
        "?mailbox=nobody, There is no mailbox “nobody”",
    })
    void aConditionThatNoEventCanHaveIsSaid(String query, String told) {
        var answer = auditor.get("/events" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("[role=alert]")).contains(told);
        assertThat(answer.page().select("tbody")).isEmpty();
        assertThat(auditor.get("/events.csv" + query).status()).isBetween(400, 404);
    }

    @Test
    void theFormShowsTheFilter() {
        var page =
                auditor.get(
                                "/events?name=SignIn.WrongPin&mailbox=51234&account=a&caller=c&address=x&from=2026-11-23&to=2026-11-24T10:30")
                        .page();
        assertThat(page.select("option[selected]").eachText()).containsExactly("Wrong PIN");
        assertThat(page.select("#mailbox").val()).isEqualTo("51234");
        assertThat(page.select("#account").val()).isEqualTo("a");
        assertThat(page.select("#caller").val()).isEqualTo("c");
        assertThat(page.select("#address").val()).isEqualTo("x");
        assertThat(page.select("#from").val()).isEqualTo("2026-11-23T00:00");
        assertThat(page.select("#to").val()).isEqualTo("2026-11-24T10:30");
        assertThat(page.select("a[href^=/events.csv]").attr("href"))
                .contains("name=SignIn.WrongPin")
                .contains("caller=c")
                .contains("to=2026-11-24T10%3A30");
    }

    @Test
    void changedFieldsHaveOldAndNewValues() {
        var row = auditor.get("/events?name=PolicyChanged").page().select("tbody tr");
        assertThat(row.select("del").eachText()).containsExactly("6");
        assertThat(row.select("ins").eachText()).containsExactly("8");
        assertThat(row.select(".changes").text()).isEqualTo("MinPINLength: 6 → 8");
    }

    @Test
    void anAmbiguousMailboxListsItsCandidates() {
        server.administration().dialPlans().add("paris", plan -> plan, Site.ADMINISTRATOR);
        server.administration()
                .mailboxes()
                .enable(
                        org.ovalogin.core.administration.Mailboxes.Enabling.of(
                                "paris", Site.EXTENSION, "pierre@contoso.com"),
                        Site.ADMINISTRATOR);
        var page = auditor.get("/events?mailbox=51234&name=Enabled").page();
        var candidates = page.select("[role=alert] a");
        assertThat(candidates.eachText())
                .containsExactlyInAnyOrder("Tony Smith, default\\51234", "pierre, paris\\51234");
        for (var candidate : candidates) {
            var chosen = auditor.get(candidate.attr("href"));
            assertThat(chosen.page().select("[role=alert]")).isEmpty();
            assertThat(chosen.page().select("option[selected]").val()).isEqualTo("Enabled");
        }
        assertThat(auditor.get(candidates.getLast().attr("href")).text("tbody"))
                .contains(candidates.getLast().text().replaceFirst(",.*", ""));
        server.administration()
                .mailboxes()
                .disable(
                        server.administration().mailboxes().find("paris\\51234").guid(),
                        Site.ADMINISTRATOR);
    }

    /// A caller chooses the number that a spreadsheet opens.
    @Test
    void aHostileNumberIsNoFormulaAndComesBackAsItWas() throws IOException {
        var answer = auditor.get("/events.csv?address=198.51.100.7");
        assertThat(answer.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.header("content-disposition"))
                .isEqualTo("attachment; filename=\"events.csv\"");
        assertThat(answer.body()).startsWith("\uFEFFid,at,name,");
        try (var rows = CSVFormat.RFC4180.parse(new StringReader(answer.body().substring(1)))) {
            var all = rows.getRecords();
            assertThat(all).hasSize(2);
            var by = all.getLast().get(7);
            assertThat(by).isEqualTo("'" + HOSTILE);
            assertThat(SpreadsheetCell.read(by)).isEqualTo(HOSTILE);
        }
    }

    @Test
    void jsonLinesAreTheEventsOfRest() throws IOException {
        var answer = auditor.get("/events.jsonl?name=PolicyChanged");
        assertThat(answer.header("content-type")).isEqualTo("application/jsonl");
        var event = new ObjectMapper().readTree(answer.body());
        assertThat(event.path("name").asText()).isEqualTo("PolicyChanged");
        assertThat(event.path("changes").path(0).path("field").asText()).isEqualTo("MinPINLength");
        assertThat(event.path("changes").path(0).path("after").asText()).isEqualTo("8");
    }

    @Test
    void aFileOfManyPagesIsWhole() {
        server.site.store.change(
                work -> {
                    for (var i = 0; i < 2_500; i++)
                        work.events()
                                .append(
                                        Event.about(
                                                work.now(),
                                                Event.Name.MAIL_SENT,
                                                "",
                                                "",
                                                "many" + i,
                                                Origin.SYSTEM));
                });
        var lines = auditor.get("/events.csv?name=MailSent").body().lines().toList();
        assertThat(lines)
                .filteredOn(line -> line.contains(",many"))
                .hasSize(2_500)
                .doesNotHaveDuplicates();
    }

    @Test
    void newEventsAppearAbove() {
        var page = auditor.get("/events?caller=777").page();
        assertThat(page.text()).contains("No events.").contains("New events appear by themselves.");
        var newer = page.select("#newer").attr("hx-get");
        var none = auditor.get(newer, "HX-Request", "true").body();
        assertThat(none).contains("id=\"newer\"").doesNotContain("<tr>");
        append(new Origin("caller 777", "127.0.0.1 trunk"));
        append(new Origin("caller 778", "127.0.0.1 trunk"));
        var more = rows(auditor.get(newer, "HX-Request", "true").body());
        assertThat(more).hasSize(1).first().asString().contains("777");
        var next = org.jsoup.Jsoup.parse("<table>" + auditor.get(newer).body() + "</table>");
        assertThat(rows(auditor.get(next.select("#newer").attr("hx-get")).body())).isEmpty();
    }

    private static List<String> rows(String part) {
        return org.jsoup.Jsoup.parse("<table>" + part + "</table>").select("tr").eachText();
    }

    @Test
    void followingCanBePausedAndEndsWithThePast() {
        var paused = auditor.get("/events?follow=no").page();
        assertThat(paused.select("#newer")).isEmpty();
        assertThat(paused.select("a:contains(Follow)").attr("href")).isEqualTo("/events");
        assertThat(auditor.get("/events?to=2026-11-23").page().select("#newer")).isEmpty();
        assertThat(auditor.get("/events/new").status()).isEqualTo(400);
    }

    @Test
    void nobodyElseGetsAFile() {
        try (var stranger = Visitor.at(server)) {
            assertThat(stranger.get("/events.csv").status()).isEqualTo(303);
            assertThat(stranger.get("/events/new?after=1&shown=0").status()).isEqualTo(303);
        }
    }
}
