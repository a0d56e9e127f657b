package org.ovalogin.web.page;

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
import org.ovalogin.core.mailbox.MailboxPolicy;

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
        assertThat(changed.resetPinText()).isEqualTo("<b>Hello</b>");
        assertThat(changed.umEnabledText()).isEqualTo("Welcome");
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
        "MinPINLength, '', a number",
        "MinPINLength, many, a number",
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
