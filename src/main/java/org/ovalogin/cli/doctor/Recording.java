package org.ovalogin.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.ovalogin.cli.dialplan.AsteriskDialplan;
import org.ovalogin.cli.dialplan.DialplanStep;
import org.ovalogin.cli.dialplan.Entrance;

/// A recording in the dialplan that `ova.conf` can't stop. `ova.conf` knows only a `MixMonitor`
/// with one file for both directions. Each recording holds keys sent as tones, and the words of
/// voice mail.
final class Recording {
    private static final Set<String> BEGINS = Set.of("monitor", "storedtmf");
    private static final Set<String> ENDS = Set.of("stopmixmonitor", "stopmonitor");
    private static final String TRACE = "FRAME_TRACE(";
    private static final int NAMED = 3;

    private Recording() {}

    static List<Diagnosis> check(AsteriskDialplan dialplan) {
        var found = new ArrayList<Diagnosis>();
        var recording = dialplan.steps().stream().filter(Recording::records).toList();
        var entrances = dialplan.entrances();
        for (var entrance : entrances)
            recording.stream()
                    .filter(step -> before(step, entrance.step()))
                    .filter(step -> !endsBetween(step, entrance.step(), dialplan))
                    .forEach(step -> found.add(problem(step)));
        var elsewhere =
                recording.stream()
                        .filter(step -> entrances.stream().noneMatch(e -> before(step, e.step())))
                        .toList();
        var open = entrances.stream().filter(e -> !endsBefore(e, dialplan)).toList();
        if (!elsewhere.isEmpty() && !open.isEmpty())
            found.add(
                    Diagnosis.warning(
                            "digits",
                            "calls are recorded (%s); one that is transferred to voice mail stays recorded"
                                    .formatted(
                                            String.join(
                                                    ", ",
                                                    elsewhere.stream()
                                                            .limit(NAMED)
                                                            .map(DialplanStep::where)
                                                            .toList())),
                            "StopMixMonitor() before Gosub(ova-login…) at "
                                    + open.getFirst().step().where()));
        return found;
    }

    private static Diagnosis problem(DialplanStep step) {
        return Diagnosis.problem(
                "digits",
                "%s: %s(…) records callers who sign in".formatted(step.where(), step.application()),
                "StopMixMonitor() before Gosub(ova-login…), or no recording in this extension");
    }

    private static boolean records(DialplanStep step) {
        var application = step.application().toLowerCase(Locale.ROOT);
        return BEGINS.contains(application)
                || (application.equals("mixmonitor") && step.arguments().startsWith(","))
                || step.arguments().contains(TRACE);
    }

    private static boolean before(DialplanStep step, DialplanStep entrance) {
        return step.context().equals(entrance.context())
                && step.extension().equals(entrance.extension())
                && step.priority() < entrance.priority();
    }

    private static boolean endsBetween(
            DialplanStep from, DialplanStep entrance, AsteriskDialplan dialplan) {
        return dialplan.extension(from.context(), from.extension()).stream()
                .filter(step -> step.priority() > from.priority() && before(step, entrance))
                .anyMatch(Recording::ends);
    }

    private static boolean endsBefore(Entrance entrance, AsteriskDialplan dialplan) {
        return dialplan.extension(entrance.step().context(), entrance.step().extension()).stream()
                .filter(step -> before(step, entrance.step()))
                .anyMatch(Recording::ends);
    }

    private static boolean ends(DialplanStep step) {
        return ENDS.contains(step.application().toLowerCase(Locale.ROOT));
    }
}
