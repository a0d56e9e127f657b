package org.ovalogin.web.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.web.page.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DialPlansPageTest {
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

    private DialPlan dialPlan(String name) {
        return server.administration().dialPlans().find(name);
    }

    private Map<String, String> fields(String path) {
        var fields = new HashMap<String, String>();
        for (var input : administrator.get(path).page().select("main form.card input[id]"))
            fields.put(input.attr("name"), input.val());
        return fields;
    }

    private void add(String name) {
        var fields = fields("/new-dialplan");
        fields.put("Name", name);
        assertThat(administrator.submit("/new-dialplan", fields).status()).isEqualTo(303);
    }

    @Test
    void aNewOneHasWhatWasTypedAndItsDefaultPolicy() {
        var fields = fields("/new-dialplan");
        fields.putAll(
                Map.of(
                        "Name", "Paris",
                        "NumberOfDigitsInExtension", "4",
                        "AccessTelephoneNumbers", "+33 1 23 45 67 89, 5000",
                        "DefaultLanguage", "fr-FR",
                        "TimeZone", "europe/paris",
                        "OperatorExtension", "6000",
                        "MaxCallDuration", "15"));
        var answer = administrator.submit("/new-dialplan", fields);
        assertThat(answer.header("location")).isEqualTo("/dialplans/Paris");
        var paris = dialPlan("Paris");
        assertThat(paris.numberOfDigitsInExtension()).isEqualTo(4);
        assertThat(paris.accessTelephoneNumbers()).isEqualTo(List.of("+33 1 23 45 67 89", "5000"));
        assertThat(paris.timeZone()).contains(new TimeZone("Europe/Paris"));
        assertThat(paris.operatorExtension()).hasValue("6000");
        assertThat(paris.maxCallDuration().toMinutes()).isEqualTo(15);
        assertThat(server.administration().policies().find("Paris Default Policy").dialPlan())
                .isEqualTo("Paris");
    }

    @Test
    void whatIsShownIsSavedUnchanged() {
        var before = dialPlan("default");
        var answer = administrator.submit("/dialplans/default", fields("/dialplans/default"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(dialPlan("default")).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "NumberOfDigitsInExtension, 21, 1 to 20",
        "NumberOfDigitsInExtension, 4, '51234. In all: 1'",
        "MinNumberOfDigitsInExtension, 6, at most NumberOfDigitsInExtension (5)",
        "LogonFailuresBeforeDisconnect, none, 1 to 20",
        "ExtensionPause, -1, '1 to 10 whole seconds, or empty'",
        "MaxCallDuration, 9, 10 to 120",
        "DefaultLanguage, xx, 'en, en-GB, fr, de, es or it'",
        "TimeZone, +02:00, Europe/Paris",
        "TimeZone, Europe/Lisbn, such as Europe/Lisbon",
        "VoicemailContext, a b, letters",
        "OperatorExtension, zero, digits",
        "SelfServiceHint, ../x, letters",
        "AccessTelephoneNumbers, <b>, digits",
    })
    void whatIsNotAllowedIsNamed(String field, String typed, String told) {
        var before = dialPlan("default");
        var fields = fields("/dialplans/default");
        fields.put(field, typed);
        var answer = administrator.submit("/dialplans/default", fields);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("#" + field + "-errors")).contains(told);
        assertThat(answer.page().select("#" + field).val()).isEqualTo(typed);
        assertThat(dialPlan("default")).isEqualTo(before);
    }

    @Test
    void previewNamesTheMailboxesThatNoLongerFit() {
        var before = dialPlan("default");
        var mailbox = server.site.mailbox();
        var fields = fields("/dialplans/default");
        fields.put("NumberOfDigitsInExtension", "4");
        fields.put("MaxCallDuration", "20");
        fields.put("preview", "yes");
        var answer = administrator.submit("/dialplans/default", fields);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("#preview dl.changes")).contains("5 → 4", "30 minutes → 20 minutes");
        assertThat(answer.text("#preview p.who")).contains("1 extension does not fit any more");
        assertThat(answer.page().select("#preview ul.who a").eachAttr("href"))
                .containsExactly("/mailboxes/" + mailbox.guid());
        assertThat(answer.page().select("#NumberOfDigitsInExtension").val()).isEqualTo("4");
        assertThat(dialPlan("default")).isEqualTo(before);
        fields.remove("preview");
        var refused = administrator.submit("/dialplans/default", fields);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.page().select("#preview ul.who a").eachAttr("href"))
                .containsExactly("/mailboxes/" + mailbox.guid());
    }

    @Test
    void theListSaysHowManyMailboxesThereAre() {
        var link = administrator.get("/dialplans").page();
        assertThat(link.select("td.number a[href='/mailboxes?dialPlan=default']").text())
                .isEqualTo("1");
        assertThat(administrator.get("/dialplans/default").text("main > p.soft a"))
                .isEqualTo("1 mailbox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "default", "${x}"})
    void aNameThatIsTakenOrNotAllowedIsRefused(String name) {
        var fields = fields("/new-dialplan");
        fields.put("Name", name);
        var answer = administrator.submit("/new-dialplan", fields);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("#Name-errors")).isNotEmpty();
    }

    @Test
    void onlyOneWithoutMailboxesIsRemoved() {
        add("new");
        assertThat(administrator.get("/dialplans/new").status()).isEqualTo(200);
        var removed = administrator.submit("/dialplans/new/removal", Map.of());
        assertThat(removed.status()).isEqualTo(303);
        assertThat(administrator.get("/dialplans/new").status()).isEqualTo(404);
        var used = administrator.submit("/dialplans/default/removal", Map.of());
        assertThat(used.status()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {AUDITOR, HELP_DESK})
    void othersSeeAndChangeNothing(String name) {
        var fields = fields("/dialplans/default");
        try (var visitor = Visitor.signedIn(server, name)) {
            assertThat(visitor.get("/dialplans").page().select("main a.button")).isEmpty();
            assertThat(visitor.get("/dialplans/default").page().select("main button")).isEmpty();
            fields.put("MaxCallDuration", "99");
            assertThat(visitor.submit("/dialplans/default", fields).status()).isEqualTo(403);
            assertThat(visitor.submit("/dialplans/default/removal", Map.of()).status())
                    .isEqualTo(403);
            fields.put("Name", "mine");
            assertThat(visitor.submit("/new-dialplan", fields).status()).isEqualTo(403);
        }
        assertThat(dialPlan("default").maxCallDuration().toMinutes()).isEqualTo(30);
    }
}
