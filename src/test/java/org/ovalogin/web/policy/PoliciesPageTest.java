package org.ovalogin.web.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.browser.PageServer.ADMINISTRATOR;
import static org.ovalogin.browser.PageServer.AUDITOR;
import static org.ovalogin.browser.PageServer.HELP_DESK;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.browser.PageServer;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.web.page.Visitor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoliciesPageTest {
    private static final String DEFAULT = "default Default Policy";

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

    private MailboxPolicy policy(String name) {
        return server.administration().policies().find(name);
    }

    private String path(String name) {
        return "/policies/" + policy(name).guid();
    }

    private MailboxPolicy fresh(String name, String template) {
        var answer =
                administrator.submit(
                        "/policies",
                        Map.of("name", name, "dialPlan", "default", "template", template));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location")).isEqualTo(path(name));
        return policy(name);
    }

    /// The fields as the page shows them.
    private Map<String, String> fields(String name) {
        var page = administrator.get(path(name)).page();
        var fields = new HashMap<String, String>();
        for (var input : page.select("main form.card input[name]:not([type=checkbox]), textarea"))
            if (!input.attr("name").equals("csrf")) fields.put(input.attr("name"), input.val());
        for (var box : page.select("main form.card input[type=checkbox][checked]"))
            fields.put(box.attr("name"), "on");
        return fields;
    }

    @Test
    void whatIsShownIsSavedUnchanged() {
        var before = fresh("As it was", "Strict");
        var saved = administrator.submit(path("As it was"), fields("As it was"));
        assertThat(saved.header("location")).isEqualTo(path("As it was"));
        assertThat(policy("As it was")).isEqualTo(before);
        assertThat(before.pin().maxLogonAttempts()).isEqualTo(10);
    }

    @Test
    void everyParameterIsTaken() {
        fresh("New words", "Exchange");
        var fields = fields("New words");
        fields.putAll(
                Map.of(
                        "Name", "Newer words",
                        "MinPINLength", "9",
                        "PINLifetime", "",
                        "LogonFailuresBeforePINReset", "",
                        "LockoutDuration", "90",
                        "TemporaryPINLifetime", "12",
                        "MinPINAge", "24",
                        "AllowCommonPatterns", "on",
                        "ResetPINText", "<b>Hello</b>",
                        "UMEnabledText", "Welcome"));
        assertThat(administrator.submit(path("New words"), fields).status()).isEqualTo(303);
        var changed = policy("Newer words");
        assertThat(changed.pin().minPinLength()).isEqualTo(9);
        assertThat(changed.pin().pinLifetime()).isEmpty();
        assertThat(changed.pin().logonFailuresBeforePinReset()).isEmpty();
        assertThat(changed.pin().lockoutDuration().map(d -> d.toMinutes()))
                .isEqualTo(Optional.of(90L));
        assertThat(changed.pin().temporaryPinLifetime().map(d -> d.toHours()))
                .isEqualTo(Optional.of(12L));
        assertThat(changed.pin().minPinAge().toHours()).isEqualTo(24);
        assertThat(changed.pin().allowCommonPatterns()).isTrue();
        assertThat(changed.pin().resetPinText()).isEqualTo("<b>Hello</b>");
        assertThat(changed.pin().umEnabledText()).isEqualTo("Welcome");
        assertThat(administrator.get(path("Newer words")).page().select("main form b")).isEmpty();
    }

    @Test
    void previewCountsAndChangesNothing() {
        var before = policy(DEFAULT);
        var fields = fields(DEFAULT);
        fields.put("MinPINLength", "10");
        fields.put("preview", "yes");
        var answer = administrator.submit(path(DEFAULT), fields);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("[role=status]"))
                .contains("1 would have to change the PIN: 1 for its length, 0 for its age");
        assertThat(answer.page().select("#MinPINLength").val()).isEqualTo("10");
        assertThat(policy(DEFAULT)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "MinPINLength, 3, 4 to 24",
        "MinPINLength, '', 4 to 24",
        "MinPINLength, many, 4 to 24",
        "MinPINLength, -1, 4 to 24",
        "PINLifetime, -1, '1 to 999 whole days, or empty'",
        "LockoutDuration, 1.5, '1 to 10080 whole minutes, or empty'",
        "PINLifetime, 1000, 1 to 999",
        "MaxLogonAttempts, 5, lower than MaxLogonAttempts",
        "Name, '', 1 to 64 characters",
        "Name, 'back\\slash', 1 to 64 characters",
    })
    void whatIsNotAllowedIsNamedAndTheRestIsKept(String field, String typed, String told) {
        var before = policy(DEFAULT);
        var fields = fields(DEFAULT);
        fields.put("PINHistoryCount", "7");
        fields.put(field, typed);
        var answer = administrator.submit(path(DEFAULT), fields);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("[role=alert]")).contains(told);
        assertThat(answer.page().select("#PINHistoryCount").val()).isEqualTo("7");
        assertThat(policy(DEFAULT)).isEqualTo(before);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        var taken = Map.of("name", DEFAULT, "dialPlan", "default", "template", "NIST");
        var answer = administrator.submit("/policies", taken);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("#name-errors")).contains("already exists");
    }

    @Test
    void onlyAnUnusedPolicyIsRemoved() {
        fresh("Short-lived", "NIST");
        var unused = path("Short-lived");
        assertThat(administrator.submit(unused + "/removal", Map.of()).status()).isEqualTo(303);
        assertThat(administrator.get(unused).status()).isEqualTo(404);
        var used = administrator.submit(path(DEFAULT) + "/removal", Map.of());
        assertThat(used.status()).isEqualTo(409);
        assertThat(used.text("[role=alert]")).contains("in use");
    }

    /// With so many wrong PINs in a row.
    private void tried(Mailbox mailbox, int wrong) {
        var key = new MailboxKey("default", mailbox.extensions().getFirst());
        for (var i = 0; i < wrong; i++) server.site.signIn.attempt(key, Site.WRONG, Site.CALL);
    }

    @Test
    void previewNamesWhomALowerMaximumLocks() {
        var policy = fresh("Tight", "Exchange");
        var many = inPolicy("62001", "Émile <b>Ng</b>", policy);
        var few = inPolicy("62002", "Few", policy);
        tried(many, 7);
        tried(few, 2);
        var fields = fields("Tight");
        fields.put("MaxLogonAttempts", "6");
        fields.put("preview", "yes");
        var answer = administrator.submit(path("Tight"), fields);
        assertThat(answer.text("#preview dl.changes"))
                .contains("Wrong PINs until the mailbox locks MaxLogonAttempts 15 → 6");
        assertThat(answer.text("#preview p.who")).contains("1 mailbox is locked at once");
        assertThat(answer.page().select("#preview ul.who a").eachAttr("href"))
                .containsExactly("/mailboxes/" + many.guid());
        assertThat(answer.text("#preview ul.who a")).isEqualTo("Émile <b>Ng</b>");
        assertThat(administrator.get("/policies").page().select("td.number a").eachAttr("href"))
                .contains("/mailboxes?policy=" + policy.guid());
        assertThat(administrator.get(path("Tight")).text("main > p.soft a"))
                .isEqualTo("2 mailboxes");
    }

    private Mailbox inPolicy(String extension, String name, MailboxPolicy policy) {
        var mailbox = server.mailbox(extension, "m" + extension + "@contoso.com", name);
        return server.administration()
                .mailboxes()
                .change(
                        mailbox.guid(),
                        d ->
                                new MailboxDetails(
                                        policy.guid(),
                                        d.extensions(),
                                        d.owner(),
                                        new PhoneAccess(d.subscriberAccess(), d.pinless())),
                        Site.ADMINISTRATOR);
    }

    @Test
    void previewShowsValuesInWordsAndALinkToTheRest() {
        var policy = fresh("Crowded", "Exchange");
        for (var i = 0; i < 12; i++) inPolicy(String.valueOf(63_000 + i), "Person " + i, policy);
        var fields = fields("Crowded");
        fields.putAll(Map.of("PINLifetime", "", "MinPINLength", "9", "AllowCommonPatterns", "on"));
        fields.put("Name", "Crowd");
        fields.put("TemporaryPINLifetime", "1");
        fields.put("preview", "yes");
        server.site.sql(
                "update mailbox set pin_set_at = pin_set_at - 7200000 where policy_guid = '%s'"
                        .formatted(policy.guid()));
        var answer = administrator.submit(path("Crowded"), fields);
        assertThat(answer.text("#preview dl.changes"))
                .contains(
                        "Crowded → Crowd", "60 days → Unlimited", "no → yes", "168 hours → 1 hour");
        assertThat(answer.text("#preview p.who")).contains("12 PINs lapse at once");
        var links = answer.page().select("#preview ul.who a");
        assertThat(links).hasSize(11);
        assertThat(links.eachAttr("href").getLast())
                .isEqualTo("/mailboxes?policy=" + policy.guid());
        assertThat(links.eachText().getLast()).isEqualTo("and 2 more");
        assertThat(policy("Crowded")).isEqualTo(policy);
    }

    @Test
    void previewOfNothingSaysSo() {
        var fields = fields(DEFAULT);
        fields.put("preview", "yes");
        var preview = administrator.submit(path(DEFAULT), fields).text("#preview");
        assertThat(preview).contains("Nothing would change.", "Nobody is concerned at once.");
    }

    @Test
    void previewOfAStaleFormIsRefused() {
        fresh("Shared", "Exchange");
        var mine = fields("Shared");
        var theirs = new HashMap<>(mine);
        theirs.put("MinPINLength", "7");
        assertThat(administrator.submit(path("Shared"), theirs).status()).isEqualTo(303);
        mine.put("preview", "yes");
        var answer = administrator.submit(path("Shared"), mine);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text("main")).contains("Minimum length of a PIN (7)");
    }

    @ParameterizedTest
    @ValueSource(strings = {AUDITOR, HELP_DESK})
    void othersSeeAndChangeNothing(String name) {
        var before = policy(DEFAULT);
        var fields = fields(DEFAULT);
        fields.put("MinPINLength", "12");
        try (var visitor = Visitor.signedIn(server, name)) {
            var page = visitor.get(path(DEFAULT));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.page().select("main button")).isEmpty();
            assertThat(page.page().select("main fieldset[disabled]")).hasSize(1);
            assertThat(visitor.submit(path(DEFAULT), fields).status()).isEqualTo(403);
            fields.put("preview", "yes");
            assertThat(visitor.submit(path(DEFAULT), fields).status()).isEqualTo(403);
            assertThat(visitor.submit(path(DEFAULT) + "/removal", Map.of()).status())
                    .isEqualTo(403);
            assertThat(visitor.submit("/policies", Map.of("name", "Mine")).status()).isEqualTo(403);
        }
        assertThat(policy(DEFAULT)).isEqualTo(before);
    }
}
