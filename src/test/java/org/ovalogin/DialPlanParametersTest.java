package org.ovalogin;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.DialPlan.Draft;
import org.ovalogin.core.mailbox.DialPlanParameters;

class DialPlanParametersTest extends ParametersContract<DialPlan, Draft> {
    private static final String NAME = "Paris";

    DialPlanParametersTest() {
        super(
                DialPlanParameters.ALL,
                "DialPlan",
                Map.of(
                        "DefaultLanguage", List.of("fr-CA", "DE", "it_IT"),
                        "OperatorExtension", List.of("0", "9".repeat(40)),
                        "SelfServiceHint", List.of("new-pin", "custom/de_1/9", "x".repeat(80)),
                        "VoicemailContext", List.of("example.org", "x".repeat(79))),
                Map.of(
                        "DefaultLanguage", List.of("pt-BR", "frx", "fr-" + "x".repeat(14)),
                        "OperatorExtension", List.of("6a", "9".repeat(41)),
                        "SelfServiceHint",
                                List.of("/x", "x/", "x//y", "../x", "a.b", "a b", "x".repeat(81)),
                        "VoicemailContext", List.of("", "a b", "..", "x".repeat(80))));
    }

    /// Starts from the defaults, but for a greatest length that excludes no least one.
    @Override
    ParameterDesk.Subject<DialPlan> subject(Administration administration) {
        var dialPlans = administration.dialPlans();
        dialPlans.add(NAME, plan -> plan, Site.ADMINISTRATOR);
        var longest = changed(draft -> draft.numberOfDigitsInExtension = 20);
        return new ParameterDesk.Subject<>(
                "/dialplans/" + NAME,
                "UMDialPlan",
                () -> dialPlans.find(NAME),
                () -> dialPlans.change(NAME, _ -> longest, Site.ADMINISTRATOR));
    }

    @Override
    DialPlan fresh() {
        return DialPlan.named(NAME);
    }

    @Override
    DialPlan changed(Consumer<Draft> changes) {
        return fresh().with(changes);
    }

    @Override
    Class<Draft> draft() {
        return Draft.class;
    }

    @Override
    String hints() {
        return "dialplan";
    }
}
