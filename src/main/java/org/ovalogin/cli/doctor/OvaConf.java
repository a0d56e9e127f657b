package org.ovalogin.cli.doctor;

import java.util.List;
import java.util.stream.Collectors;
import org.ovalogin.cli.dialplan.AsteriskDialplan;
import org.ovalogin.cli.dialplan.DialplanStep;

/// Whether the loaded `ova.conf` still has the lines by which it fails closed.
final class OvaConf {
    private static final String CONTEXT = "ova-login";

    /// Each guard of `ova.conf`, in its own words.
    static final List<String> GUARDS =
            List.of(
                    "${BLINDTRANSFER}${ATTENDEDTRANSFER}${FORWARDERNAME}",
                    "& \"${CHANNEL}\" = \"${OVA_CHANNEL}\"",
                    "Set(OVA_RESULT=UNAVAILABLE)",
                    "Set(OVA_NEXT=)",
                    "Set(OVA_MAILBOX=)",
                    "Set(OVA_SESSION=)",
                    "$[\"${OVA_RESULT}\" != \"SUCCESS\"]?bye",
                    "$[\"${OVA_MAILBOX}\" = \"\"]?bye",
                    "VM_INFO(${OVA_MAILBOX},exists)",
                    "FILTER(0-9,${OVA_OPERATOR})",
                    "DIALPLAN_EXISTS(${OVA_OPERATORS},${OVA_OPERATOR},1)");

    private OvaConf() {}

    static List<Diagnosis> check(AsteriskDialplan dialplan) {
        var steps =
                dialplan.steps().stream()
                        .filter(step -> step.context().equals(CONTEXT))
                        .map(DialplanStep::text)
                        .collect(Collectors.joining("\n"));
        if (steps.isEmpty()) return List.of();
        return GUARDS.stream()
                .filter(guard -> !steps.contains(guard))
                .map(
                        guard ->
                                Diagnosis.problem(
                                        "ova.conf",
                                        "[%s] lacks %s, by which it fails closed"
                                                .formatted(CONTEXT, guard),
                                        "copy asterisk-config/ova.conf of this release again, then asterisk -rx 'dialplan reload'"))
                .toList();
    }
}
