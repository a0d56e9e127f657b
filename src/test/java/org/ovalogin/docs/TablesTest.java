package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.shell.RunCommand;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.signin.Budget;
import org.ovalogin.web.api.Api;
import picocli.CommandLine;

class TablesTest {
    private static final List<PinPolicy> TEMPLATES =
            List.of(PinPolicy.EXCHANGE, PinPolicy.NIST, PinPolicy.STRICT);

    @Test
    void exitCodesAreThoseOfTheShell() {
        var told = new LinkedHashMap<String, String>();
        for (var row : Manual.page("docs/scripting.md").table("code", "meaning"))
            told.put(row.get(0), row.get(1));
        assertThat(told)
                .isEqualTo(
                        new CommandLine(new RunCommand())
                                .getCommandSpec()
                                .usageMessage()
                                .exitCodeList());
    }

    @Test
    void eventsAndTheResultsOfSignInsAreTheRecords() {
        var rows = Manual.page("docs/monitoring.md").table("event", "results");
        assertThat(rows.stream().flatMap(row -> Page.codeIn(row.getFirst()).stream()))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Event.Name.values()).map(Event.Name::title).toList());
        assertThat(Page.codeIn(rows.getFirst().get(1)))
                .containsExactlyElementsOf(
                        Arrays.stream(SignInResult.values()).map(SignInResult::title).toList());
    }

    @Test
    void rolesHaveTheirRights() {
        var rows = Manual.page("docs/administration.md").table("role");
        assertThat(rows)
                .extracting(row -> row.subList(1, row.size()))
                .containsExactlyElementsOf(
                        Arrays.stream(Role.values()).map(TablesTest::rights).toList());
        assertThat(rows)
                .extracting(row -> Page.codeIn(row.getFirst()).getFirst())
                .containsExactlyElementsOf(Arrays.stream(Role.values()).map(Role::code).toList());
    }

    private static List<String> rights(Role role) {
        return Stream.of(Right.VIEW, Right.VIEW_ACCOUNTS, Right.SUPPORT, Right.MANAGE)
                .map(right -> role.rights().contains(right) ? "yes" : "no")
                .toList();
    }

    @Test
    void policyParametersHaveTheirRangesAndTemplates() throws IOException {
        var schema = schema("NewPolicy");
        var told = new ArrayList<String>();
        for (var row :
                Manual.page("docs/policies.md").table("parameter", "range", "Exchange (default)")) {
            for (var name : Page.codeIn(row.getFirst())) {
                told.add(name);
                assertRange(schema, name, row.get(1));
            }
            if (row.getFirst().contains("Text")) continue;
            for (var i = 0; i < TEMPLATES.size(); i++)
                assertThat(row.get(2 + i))
                        .as(row.getFirst())
                        .isEqualTo(value(TEMPLATES.get(i), told.getLast()));
        }
        var allowed = new ArrayList<String>();
        schema.fieldNames().forEachRemaining(allowed::add);
        allowed.removeAll(List.of("name", "umDialPlan", "template"));
        assertThat(told)
                .extracting(TablesTest::member)
                .containsExactlyInAnyOrderElementsOf(allowed);
    }

    /// The cell begins with the numbers of the interface's description, where there are any.
    private static void assertRange(JsonNode schema, String name, String cell) {
        var member = schema.path(member(name));
        assertThat(member.isMissingNode()).as(name).isFalse();
        // 0 is taken for Unlimited, as by Exchange
        var lowest = name.equals("PINLifetime") ? 1 : member.path("minimum").asInt();
        if (member.has("minimum"))
            assertThat(cell).as(name).startsWith(lowest + "–" + member.path("maximum"));
        if (member.has("maxLength"))
            assertThat(cell).as(name).startsWith(member.path("maxLength").asText());
        if (member.path("type").toString().contains("boolean"))
            assertThat(cell).as(name).isEqualTo("true, false");
    }

    private static String member(String parameter) {
        var name = parameter.replace("PIN", "Pin").replaceFirst("^UM", "um");
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String value(PinPolicy policy, String parameter) {
        return switch (parameter) {
            case "MinPINLength" -> String.valueOf(policy.minPinLength());
            case "PINLifetime" -> limit(policy.pinLifetime().map(d -> d.toDays()));
            case "PINHistoryCount" -> String.valueOf(policy.pinHistoryCount());
            case "AllowCommonPatterns" -> String.valueOf(policy.allowCommonPatterns());
            case "LogonFailuresBeforePINReset" -> limit(policy.logonFailuresBeforePinReset());
            case "MaxLogonAttempts" -> String.valueOf(policy.maxLogonAttempts());
            case "SeparateTrustedLockout" -> String.valueOf(policy.separateTrustedLockout());
            case "LockoutDuration" -> limit(policy.lockoutDuration().map(d -> d.toMinutes()));
            case "PINExpiryWarning" -> String.valueOf(policy.pinExpiryWarning().toDays());
            case "TemporaryPINLifetime" ->
                    limit(policy.temporaryPinLifetime().map(d -> d.toHours()));
            case "MinPINAge" -> String.valueOf(policy.minPinAge().toHours());
            case "AllowTypedPIN" -> String.valueOf(policy.allowTypedPin());
            case "AllowPinlessVoiceMailAccess" ->
                    String.valueOf(policy.allowPinlessVoiceMailAccess());
            default -> throw new AssertionError("no parameter " + parameter);
        };
    }

    private static String limit(Optional<Long> number) {
        return number.map(String::valueOf).orElse("Unlimited");
    }

    private static String limit(OptionalInt number) {
        return number.isPresent() ? String.valueOf(number.getAsInt()) : "Unlimited";
    }

    @Test
    void dialPlansHaveTheirParametersRangesAndDefaults() throws IOException {
        var schema = schema("NewDialPlan");
        var fresh = DialPlan.named("fresh");
        var defaults =
                Map.of(
                        "NumberOfDigitsInExtension",
                        String.valueOf(fresh.numberOfDigitsInExtension()),
                        "DefaultLanguage",
                        fresh.defaultLanguage(),
                        "LogonFailuresBeforeDisconnect",
                        String.valueOf(fresh.logonFailuresBeforeDisconnect()),
                        "InputFailuresBeforeDisconnect",
                        String.valueOf(fresh.inputFailuresBeforeDisconnect()),
                        "MaxCallDuration",
                        String.valueOf(fresh.maxCallDuration().toMinutes()),
                        "VoicemailContext",
                        fresh.voicemailContext());
        var told = new ArrayList<String>();
        for (var row : Manual.page("docs/policies.md").table("parameter", "range", "default")) {
            var name = Page.codeIn(row.getFirst()).getFirst();
            told.add(name);
            assertThat(row.get(2)).as(name).isEqualTo(defaults.getOrDefault(name, row.get(2)));
            var member = schema.path(member(name));
            if (member.has("minimum"))
                assertThat(row.get(1))
                        .startsWith(member.path("minimum") + "–" + member.path("maximum"));
        }
        var allowed = new ArrayList<String>();
        schema.fieldNames().forEachRemaining(allowed::add);
        allowed.remove("name");
        assertThat(told)
                .extracting(TablesTest::member)
                .containsExactlyInAnyOrderElementsOf(allowed);
    }

    private static JsonNode schema(String name) throws IOException {
        try (var in = Api.class.getResourceAsStream("openapi.json")) {
            return new ObjectMapper()
                    .readTree(in)
                    .at("/components/schemas/" + name + "/properties");
        }
    }

    /// Failures at once and in every hour, and what these come to in 30 days of 24 hours.
    @Test
    void budgetsAddUp() {
        var keys =
                Manual.page("docs/configuration.md").table("key", "default").stream()
                        .collect(Collectors.toMap(List::getFirst, row -> row.get(1)));
        var sums = Manual.page("docs/policies.md").table("budget", "failures at once, then");
        var titles = Arrays.stream(Budget.values()).map(Budget::title).toList();
        assertThat(sums).hasSameSizeAs(titles);
        for (var i = 0; i < sums.size(); i++) {
            var allowance =
                    keys.getOrDefault(key(titles.get(i)), "").replace("`", "").split(" \\+ |/", -1);
            var atOnce = Integer.parseInt(allowance[0]);
            var hourly = Integer.parseInt(allowance[1]);
            assertThat(sums.get(i).get(1))
                    .isEqualTo(String.format(Locale.ROOT, "%,d, then %d an hour", atOnce, hourly));
            assertThat(sums.get(i).get(2))
                    .isEqualTo(String.format(Locale.ROOT, "%,d", atOnce + 30 * 24 * hourly));
        }
    }

    private static String key(String title) {
        return "`budgets." + Character.toLowerCase(title.charAt(0)) + title.substring(1) + "`";
    }
}
