package org.ovalogin.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.browser.PageServer;

/// The help page, and the foot that leads to it.
class HelpPageTest extends OnMailboxForms {
    @ParameterizedTest
    @CsvSource({
        "anna, For administrators",
        "henry, For the help desk",
        "ada, For auditors",
    })
    void speaksToTheVisitorsRole(String account, String heading) {
        try (var visitor = Visitor.signedIn(server, account)) {
            var page = visitor.get("/help");
            assertThat(page.text("#role")).isEqualTo(heading);
            assertThat(page.page().select("kbd").eachText()).contains("/");
            assertThat(page.text("#states + dl")).contains("Locked", "PIN lapsed");
        }
    }

    @Test
    void ownersSeeTheirPartAlone() {
        try (var owner = Visitor.at(server)) {
            var page = owner.get("/help");
            assertThat(page.text("#role")).isEqualTo("For owners of a mailbox");
            assertThat(page.page().select("main section")).hasSize(1);
            assertThat(owner.get("/signin").page().select("footer a[href=/help]")).hasSize(1);
        }
    }

    /// A version tells attackers which holes to try.
    @Test
    void theVersionIsForAccountsOnly() {
        try (var stranger = Visitor.at(server)) {
            for (var path : new String[] {"/signin", "/help", "/nowhere"})
                assertThat(stranger.get(path).body()).doesNotContain(PageServer.RELEASE);
        }
        for (var path : new String[] {"/", "/help", "/nowhere", "/mailboxes"})
            assertThat(administrator.get(path).text("footer #release"))
                    .as(path)
                    .isEqualTo(PageServer.RELEASE);
    }

    @Test
    void namesAllDocumentsThatThereAre() throws IOException {
        try (var files = Files.list(Path.of("docs"))) {
            assertThat(administrator.get("/help").page().select("dt code").eachText())
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(Path::toString).filter(f -> f.endsWith(".md")).toList());
        }
    }
}
