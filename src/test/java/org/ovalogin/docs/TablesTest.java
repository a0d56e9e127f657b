package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.shell.RunCommand;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.DialPlanParameters;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.parameter.Range;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmList;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.UmZone;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyTemplate;
import org.ovalogin.core.signin.Budget;
import picocli.CommandLine;

class TablesTest {
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
    void policyParametersAreTheDefinitions() {
        assertThat(
                        Manual.page("docs/policies.md")
                                .table("parameter", "range", "Exchange (default)"))
                .containsExactlyElementsOf(
                        PolicyParameters.ALL.stream().map(TablesTest::row).toList());
    }

    private static List<String> row(UmParameter<PinPolicy, ?> parameter) {
        return Stream.concat(
                        Stream.of("`" + parameter.name() + "`", range(parameter)),
                        Arrays.stream(PolicyTemplate.values())
                                .map(template -> value(parameter, template.policy())))
                .toList();
    }

    private static String range(UmParameter<?, ?> parameter) {
        return switch (parameter) {
            case UmNumber<?, ?> number -> range(number.range());
            case UmFlag<?, ?> _ -> "true, false";
            case UmText<?, ?> text -> text.form().inWords();
            case UmList<?, ?> list -> "up to " + list.most();
            case UmZone<?, ?> _ -> "IANA name";
        };
    }

    private static String range(Range range) {
        return "%d–%d %s%s"
                .formatted(
                        range.lowest(),
                        range.highest(),
                        range.unit().word(),
                        range.mayBeUnlimited() ? ", Unlimited" : "");
    }

    private static String value(UmParameter<PinPolicy, ?> parameter, PinPolicy policy) {
        var value = parameter.value(policy).map(String::valueOf).orElse("Unlimited");
        return value.isEmpty() ? "none" : value;
    }

    @Test
    void dialPlanParametersAreTheDefinitions() {
        var fresh = DialPlan.named("fresh");
        assertThat(
                        Manual.page("docs/policies.md")
                                .table("parameter", "range", "default", "meaning"))
                .containsExactlyElementsOf(
                        DialPlanParameters.ALL.stream().map(p -> row(p, fresh)).toList());
    }

    private static List<String> row(UmParameter<DialPlan, ?> parameter, DialPlan fresh) {
        var none = parameter.value(fresh).filter(v -> !v.equals(List.of())).map(String::valueOf);
        return List.of(
                "`" + parameter.name() + "`",
                range(parameter),
                none.orElse("none"),
                parameter.about().help());
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
