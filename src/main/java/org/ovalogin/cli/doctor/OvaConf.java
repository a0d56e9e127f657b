package org.ovalogin.cli.doctor;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.cli.dialplan.AsteriskDialplan;
import org.ovalogin.cli.dialplan.DialplanStep;

/// Whether the loaded `ova.conf` fits this release, and still has the lines by which it fails
/// closed.
final class OvaConf {
    private static final String CONTEXT = "ova-login";

    /// The mark of this release's `ova.conf`. Raise it in both places with each parameter that the
    /// file adds to its request.
    static final int VERSION = 2;

    private static final Pattern MARK = Pattern.compile("Set\\(OVA_CONF=([0-9]{1,4})\\)");

    /// Version 1 had no mark.
    private static final int UNMARKED = 1;

    private static final String COPY =
            "copy asterisk-config/ova.conf of this release again, then asterisk -rx 'dialplan reload'";

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
        return Stream.concat(
                        version(steps).stream(),
                        GUARDS.stream().filter(guard -> !steps.contains(guard)).map(OvaConf::lacks))
                .toList();
    }

    private static Optional<Diagnosis> version(String steps) {
        var mark = MARK.matcher(steps);
        var version = mark.find() ? Integer.parseInt(mark.group(1)) : UNMARKED;
        var found =
                "version %d is loaded, and this release has version %d".formatted(version, VERSION);
        if (version > VERSION)
            return Optional.of(
                    Diagnosis.problem(
                            "ova.conf",
                            found + ": servers of this release refuse its calls",
                            "upgrade the servers first; until then " + COPY));
        return version < VERSION
                ? Optional.of(Diagnosis.warning("ova.conf", found, COPY))
                : Optional.empty();
    }

    private static Diagnosis lacks(String guard) {
        return Diagnosis.problem(
                "ova.conf",
                "[%s] lacks %s, by which it fails closed".formatted(CONTEXT, guard),
                COPY);
    }
}
