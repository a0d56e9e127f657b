package org.ovalogin.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovalogin.cli.dialplan.AsteriskDialplan;
import org.ovalogin.cli.dialplan.Entrance;
import org.ovalogin.cli.dialplan.Exchange;
import org.ovalogin.cli.dialplan.OldDoors;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.DialPlan;

/// Checks that callers reach mailboxes only by `ova.conf`, and with arguments that exist.
final class Doors {
    private Doors() {}

    static List<Diagnosis> check(AsteriskDialplan dialplan, Expected expected) {
        var found = new ArrayList<Diagnosis>();
        var exchange = Exchange.of(dialplan);
        var plans = expected.mailboxes().map(Expected.Mailboxes::dialPlans).orElse(List.of());
        for (var door : OldDoors.in(dialplan))
            found.add(Diagnosis.problem("old door", door.found(), door.instead(exchange, plans)));
        if (found.isEmpty())
            found.add(Diagnosis.ok("old door", "every way into a mailbox leads through ova.conf"));
        for (var elsewhere : dialplan.switches())
            found.add(
                    Diagnosis.warning(
                            "old door",
                            "%s also has extensions that Asterisk does not show"
                                    .formatted(elsewhere),
                            "look there for VoiceMailMain, VMAuthenticate and VoiceMailPlayMsg"));
        var entrances = dialplan.entrances();
        if (entrances.isEmpty())
            found.add(
                    Diagnosis.warning(
                            "entrances",
                            "no extension leads to ova.conf",
                            "exten => 5000,1,Gosub(ova-login,s,1(no)); ./ova dialplan prints it for your dial plans"));
        found.addAll(OvaConf.check(dialplan));
        for (var entrance : entrances) found.addAll(arguments(entrance, dialplan, expected));
        return found;
    }

    private static List<Diagnosis> arguments(
            Entrance entrance, AsteriskDialplan dialplan, Expected expected) {
        var found = new ArrayList<Diagnosis>();
        if (!entrance.trust().matches("yes|no|.*\\$.*"))
            found.add(
                    Diagnosis.warning(
                            "entrances",
                            "%s says neither yes nor no about trust, which means no"
                                    .formatted(entrance.step().where()),
                            "Gosub(ova-login,s,1(yes…)) or Gosub(ova-login,s,1(no…))"));
        var operators = entrance.operators();
        if (!operators.isEmpty()
                && !operators.contains("$")
                && !dialplan.contexts().contains(operators))
            found.add(
                    Diagnosis.problem(
                            "operator",
                            "%s names the context %s, which Asterisk does not have"
                                    .formatted(entrance.step().where(), operators),
                            "the third argument is a context in which the operator's extension can be dialled"));
        language(entrance).ifPresent(found::add);
        if (entrance.dialPlan().contains("$") || expected.mailboxes().isEmpty()) return found;
        var plans = expected.mailboxes().get().dialPlans();
        plans.stream()
                .filter(plan -> plan.name().equalsIgnoreCase(entrance.dialPlan()))
                .findFirst()
                .ifPresentOrElse(
                        plan -> found.addAll(operator(entrance, plan, dialplan)),
                        () ->
                                found.add(
                                        Diagnosis.problem(
                                                "dial plan",
                                                "%s names the dial plan %s, which does not exist here"
                                                        .formatted(
                                                                entrance.step().where(),
                                                                entrance.dialPlan()),
                                                "there are: "
                                                        + String.join(
                                                                ", ",
                                                                plans.stream()
                                                                        .map(DialPlan::name)
                                                                        .toList()))));
        return found;
    }

    private static Optional<Diagnosis> language(Entrance entrance) {
        var language = entrance.language();
        if (language.isEmpty() || language.contains("$") || Language.of(language).isPresent())
            return Optional.empty();
        return Optional.of(
                Diagnosis.warning(
                        "entrances",
                        "%s names the language %s, which has no prompts"
                                .formatted(entrance.step().where(), language),
                        "the fourth argument is a language: %s; the fifth is a mailbox's extension"
                                .formatted(Language.tags())));
    }

    private static List<Diagnosis> operator(
            Entrance entrance, DialPlan plan, AsteriskDialplan dialplan) {
        var extension = plan.operatorExtension();
        if (extension.isEmpty()) return List.of();
        if (entrance.operators().isEmpty())
            return List.of(
                    Diagnosis.warning(
                            "operator",
                            "%s names no context, so callers of dial plan %s can't reach its operator %s"
                                    .formatted(
                                            entrance.step().where(), plan.name(), extension.get()),
                            "name it as the third argument: Gosub(ova-login,s,1(%s,%s,CONTEXT))"
                                    .formatted(entrance.trusted() ? "yes" : "no", plan.name())));
        if (entrance.operators().contains("$")
                || !dialplan.contexts().contains(entrance.operators())
                || dialplan.reaches(entrance.operators(), extension.get())) return List.of();
        return List.of(
                Diagnosis.problem(
                        "operator",
                        "%s: the operator %s of dial plan %s can't be dialled in context %s"
                                .formatted(
                                        entrance.step().where(),
                                        extension.get(),
                                        plan.name(),
                                        entrance.operators()),
                        "add the extension there, or change OperatorExtension"));
    }
}
