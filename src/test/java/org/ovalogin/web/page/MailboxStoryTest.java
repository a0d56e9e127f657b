package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.time.Duration;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// The mailbox's page tells its latest events as sentences, and how long ago they were.
class MailboxStoryTest extends OnMailboxForms {
    @Test
    void wrongPinsAreOneSentenceWithTheEventsBehindIt() {
        var site = server.site;
        site.fail(4);
        site.clock.pass(Duration.ofMinutes(20));
        site.fail(3);
        site.clock.pass(Duration.ofHours(3));
        Document page;
        try (var later = Visitor.signedIn(server, AUDITOR)) {
            page = later.get(MailboxPage.path(site.guid())).page();
        }
        var story = page.select("[aria-labelledby=events] > ol > li:has(summary)");
        assertThat(story.select("summary").text())
                .matches("7 wrong PINs from 4155550100 between \\d\\d:\\d\\d and \\d\\d:\\d\\d");
        assertThat(story.select("summary bdi").text()).isEqualTo("4155550100");
        assertThat(story.select("details li")).hasSize(7);
        assertThat(story.select("details").hasAttr("open")).isFalse();
        var moment = story.select("time.moment");
        assertThat(moment.text()).startsWith("3 hours ago (").endsWith(", Europe/Paris)");
        assertThat(moment.attr("tabindex")).isEqualTo("0");
    }

    @Test
    void theHelpDeskSeesWhyAnAdministratorsMailboxHasNoForm() {
        var path =
                enable("51279", Map.of("address", "boss@contoso.com", "aliases", ADMINISTRATOR))
                        .header("location");
        assertThat(path).isNotEmpty();
        try (var helpDesk = Visitor.signedIn(server, HELP_DESK);
                var auditor = Visitor.signedIn(server, AUDITOR)) {
            var seen = helpDesk.get(path);
            assertThat(seen.text("[aria-labelledby=reset]"))
                    .contains("This mailbox belongs to an administrator.");
            assertThat(seen.page().select("main form:not([action$=/retry])")).isEmpty();
            assertThat(auditor.get(path).page().select("[aria-labelledby=reset]")).isEmpty();
        }
        assertThat(administrator.get(path).page().select("[aria-labelledby=reset] form"))
                .hasSize(1);
    }
}
