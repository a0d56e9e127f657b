package org.ovalogin.web.moving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.signin.Verdict;
import org.ovalogin.web.page.Visitor;

/// A CSV file is sent, previewed and imported on the pages.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportPageTest {
    private static final String PATH = "/mailboxes/import";

    private PageServer server;
    private Visitor administrator;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = PageServer.settled(folder);
        administrator = Visitor.signedIn(server, ADMINISTRATOR);
    }

    @AfterAll
    void stop() {
        administrator.close();
        server.close();
    }

    private Visitor.Answer send(String csv) {
        return send(csv, Map.of());
    }

    private Visitor.Answer send(String csv, Map<String, String> choices) {
        return send(csv.getBytes(StandardCharsets.UTF_8), choices);
    }

    private Visitor.Answer send(byte[] csv, Map<String, String> choices) {
        var fields = new HashMap<>(Map.of("dialPlan", "default"));
        fields.putAll(choices);
        return administrator.upload(PATH, fields, "people.csv", csv);
    }

    private Visitor.Answer confirm(Visitor.Answer preview) {
        var sealed = preview.page().select("[name=sealed]").val();
        assertThat(sealed).isNotEmpty();
        return administrator.upload(PATH, Map.of("sealed", sealed), "", new byte[0]);
    }

    /// Imports, and waits for the end.
    private Visitor.Answer imported(Visitor.Answer preview) {
        var answer = confirm(preview);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        var path = answer.header("location");
        assertThat(path).startsWith(PATH + "/");
        var end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (System.nanoTime() < end) {
            var page = administrator.get(path);
            if (page.page().select("[hx-get$=/progress]").isEmpty()) return page;
            Thread.onSpinWait();
        }
        throw new AssertionError("the import has not ended");
    }

    private Optional<Mailbox> mailbox(String extension) {
        return server.site.store.read(
                view -> view.mailboxes().find(new MailboxKey("default", extension)));
    }

    @Test
    void aFileBecomesMailboxesAfterItsPreview() {
        var preview =
                send(
                        """
                        Extensions,Name,Identity,Pin,Language
                        61001,Ann Lee,ann@contoso.com,739164,fr
                        61002,"'=Bo, Jr.",bo@contoso.com,123456,
                        51234,Tony,tony@contoso.com,,
                        61003,Cy,,,xx
                        """);
        assertThat(preview.status()).as(preview.text("#summary")).isEqualTo(200);
        assertThat(preview.text("main"))
                .contains("people.csv: 4 boxes", "new 3", "conflict 1")
                .contains("its extension belongs to a mailbox that did not come by an import")
                .contains("good 1", "with digits in sequence 1", "empty 1");
        assertThat(preview.body()).doesNotContain("739164", "123456");
        assertThat(mailbox("61001")).isEmpty();

        var done = imported(preview);
        assertThat(done.text("main")).contains("3 mailboxes were enabled, 0 changed.");
        assertThat(done.text("main")).contains("Without a PIN, locked", "61003 Cy");
        var key = new MailboxKey("default", "61001");
        assertThat(server.site.signIn.attempt(key, Site.pin("739164"), Site.CALL))
                .isInstanceOf(Verdict.Admitted.class);
        assertThat(mailbox("61002").orElseThrow().displayName()).isEqualTo("=Bo, Jr.");
        assertThat(server.site.events(Event.Name.IMPORTED)).isPositive();
        var events = server.site.texts("select coalesce(subject, '') from event");
        assertThat(events).noneMatch(text -> text.contains("739164") || text.contains("123456"));

        var again = send("Extensions,Name,Identity,Language\n61001,Ann Lee,ann@contoso.com,fr\n");
        assertThat(again.text("main")).contains("unchanged 1", "There is nothing to import.");
        assertThat(again.page().select("main button.primary")).isEmpty();
    }

    @Test
    void aPolicyThatForbidsTypedPinsReplacesThoseOfTheFile() {
        var policies = server.administration().policies();
        var strict =
                policies.add(
                        "generated only",
                        Optional.of("default"),
                        PinPolicy.EXCHANGE,
                        p -> p.with(p.pin().with(draft -> draft.allowTypedPin = false)),
                        Site.ADMINISTRATOR);
        var preview =
                send(
                        "Extensions,Identity,Pin\n62001,dee@contoso.com,860293\n",
                        Map.of("policy", strict.guid().toString()));
        assertThat(preview.text("main"))
                .contains("lets administrators choose no PINs")
                .contains("replaced by a generated one, when its letter is due 1");
        imported(preview);
        var key = new MailboxKey("default", "62001");
        assertThat(server.site.signIn.attempt(key, Site.pin("860293"), Site.CALL))
                .isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void aPlanThatHasChangedSinceIsShownAgain() {
        var preview = send("Extensions,Name\n63001,Eve\n63002,Flo\n");
        server.mailbox("63001", "somebody@contoso.com", "Somebody");
        var again = confirm(preview);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("[role=alert]")).contains("no longer the one that you saw");
        assertThat(again.text("main")).contains("new 1", "conflict 1");
        assertThat(mailbox("63002")).isEmpty();
        imported(again);
        assertThat(mailbox("63002")).isPresent();
        assertThat(mailbox("63001").orElseThrow().displayName()).isEqualTo("Somebody");
    }

    @Test
    void aPreviewIsItsAccountsOwnAndNobodyElseIsLetIn() {
        var sealed = send("Extensions,Pin\n64001,739164\n").page().select("[name=sealed]").val();
        server.account("second", Role.ADMINISTRATOR);
        try (var second = Visitor.signedIn(server, "second")) {
            var answer = second.upload(PATH, Map.of("sealed", sealed), "", new byte[0]);
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("#file-errors")).contains("too old, or not yours");
        }
        for (var name : new String[] {HELP_DESK, AUDITOR})
            try (var visitor = Visitor.signedIn(server, name)) {
                assertThat(visitor.get(PATH).status()).isEqualTo(403);
                var csv = "Extensions\n64001\n".getBytes(StandardCharsets.UTF_8);
                var answer = visitor.upload(PATH, Map.of("dialPlan", "default"), "x.csv", csv);
                assertThat(answer.status()).isEqualTo(403);
            }
        try (var stranger = Visitor.at(server)) {
            var answer = stranger.upload(PATH, Map.of("csrf", "x"), "x.csv", new byte[10]);
            assertThat(answer.header("location")).startsWith("/signin");
        }
        assertThat(mailbox("64001")).isEmpty();
    }

    @Test
    void aTamperedPreviewOrTokenIsRefused() {
        var sealed = send("Extensions\n64101\n").page().select("[name=sealed]").val();
        for (var broken : new String[] {sealed.substring(1), sealed + "A", "x"}) {
            var answer = administrator.upload(PATH, Map.of("sealed", broken), "", new byte[0]);
            assertThat(answer.status()).isEqualTo(422);
        }
        var other =
                administrator.upload(
                        PATH, Map.of("csrf", "other", "sealed", sealed), "", new byte[0]);
        assertThat(other.status()).isEqualTo(403);
        assertThat(mailbox("64101")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Extensions,Pin\n51299,\"739164\n",
                "Extensions,Pin\n51299,739164,extra\n",
                "Pin\n739164\n",
                "Pin,Pin\n1,2\n",
                "Extensions\nSystem.String[]\n",
                "",
                "\u0000\u0001",
                "Extensions,Pin\n51299,739164\u0000\n",
            })
    void aFileThatCannotBeReadIsNamedAndNotQuoted(String csv) {
        var answer = send(csv);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("#file-errors")).isNotEmpty();
        assertThat(answer.page().select("#summary a").attr("href")).isEqualTo("#file");
        assertThat(answer.body()).doesNotContain("739164");
    }

    @Test
    void encodingsAreTakenAsChosen() {
        var csv = "Extensions;Name\n65001;Zoé\n";
        var ansi = csv.getBytes(Charset.forName("windows-1252"));
        assertThat(send(ansi, Map.of()).status()).isEqualTo(422);
        var preview = send(ansi, Map.of("encoding", "ansi"));
        assertThat(preview.text("main")).contains("new 1", "Zoé");
        var marked = ("\uFEFF" + csv).getBytes(StandardCharsets.UTF_16LE);
        assertThat(send(marked, Map.of()).text("main")).contains("Zoé");
    }

    @Test
    void hugeFilesAreRefusedQuickly() {
        var columns = "a,".repeat(500_000) + "\n";
        assertThat(send(columns).text("#file-errors")).contains("too many columns");
        var rows = "Extensions\n" + "12345\n".repeat(10_001);
        assertThat(send(rows).text("#file-errors")).contains("too many rows; up to 10,000");
        var large = new byte[UploadedFile.LARGEST + 1];
        Arrays.fill(large, (byte) 'a');
        assertThat(send(large, Map.of()).text("#file-errors")).contains("too large");
        assertThat(send(new byte[8 * UploadedFile.LARGEST], Map.of()).status()).isEqualTo(413);
        assertThat(administrator.get(PATH).status()).isEqualTo(200);
    }

    @Test
    void tenThousandRowsGoThroughPreviewAndSeal() {
        var csv = new StringBuilder("Extensions,Name,Identity,Pin\n");
        for (var i = 0; i < 10_000; i++)
            csv.append(
                    "7%04d,Person %d of a long name,person%d@many.contoso.com,7391%02d\n"
                            .formatted(i, i, i, i % 100));
        var preview = send(csv.toString());
        assertThat(preview.text("main")).contains("10,000 boxes", "new 10,000");
        assertThat(preview.page().select("[name=sealed]").val().length()).isGreaterThan(700_000);
        var french =
                administrator.upload(
                        PATH,
                        Map.of(
                                "sealed",
                                preview.page().select("[name=sealed]").val(),
                                "lang",
                                "fr"),
                        "",
                        new byte[0]);
        assertThat(french.text("h1")).isEqualTo("Aperçu de l’import");
        administrator.get("/?lang=en");
        assertThat(mailbox("70001")).isEmpty();
    }

    @Test
    void whatABrowserTellsIsOnlyShown() {
        var fields = Map.of("dialPlan", "default");
        var csv = "Extensions,Name\n66001,<b>Hey</b>\n,Nobody\n".getBytes(StandardCharsets.UTF_8);
        var answer = administrator.upload(PATH, fields, "../../<i>x\u202e.csv", csv);
        assertThat(answer.page().select("main i, main b")).isEmpty();
        assertThat(answer.text("main")).contains(":3: no extension, left out");
        var wrong = Map.of("dialPlan", "no such", "policy", "x y");
        var refused = administrator.upload(PATH, wrong, "x.csv", csv);
        assertThat(refused.status()).isIn(404, 422);
    }
}
