package org.ovalogin.cli.doctor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.cli.dialplan.AsteriskDialplan;
import org.ovalogin.cli.moving.AsteriskConfig;
import org.ovalogin.cli.moving.ConfigEntry;
import org.ovalogin.cli.moving.ConfigPlace;
import org.ovalogin.cli.moving.ConfigSection;
import org.ovalogin.cli.terminal.Counted;

/// The boxes of voicemail.conf: their passwords, of which none is ever told, and the calls that
/// they let their callers place.
final class BoxFile {
    private static final String FILE = "voicemail.conf";
    private static final List<String> PLACES_CALLS = List.of("dialout", "callback");
    private static final int NAMED = 5;

    private record Line(
            String box, ConfigPlace place, String password, Map<String, String> options) {
        Optional<String> option(String name) {
            return Optional.ofNullable(options.get(name)).filter(value -> !value.isEmpty());
        }
    }

    private final ConfigFolder folder;

    BoxFile(ConfigFolder folder) {
        this.folder = folder;
    }

    List<Diagnosis> check(AsteriskDialplan dialplan) {
        var config = folder.read(FILE);
        if (config.isEmpty()) return List.of();
        var boxes = boxes(config.get());
        var found = new ArrayList<Diagnosis>();
        found.addAll(passwords(boxes));
        found.addAll(calls(config.get(), boxes, dialplan));
        if (found.isEmpty() && !boxes.isEmpty())
            found.add(
                    Diagnosis.ok(
                            FILE, "no password can be keyed, and no box places calls for callers"));
        return found;
    }

    private static List<Line> boxes(AsteriskConfig config) {
        var aliases = config.option("general", "aliasescontext").map(ConfigEntry::value);
        return config.sections().stream()
                .filter(s -> !s.template() && !s.named("general") && !s.named("zonemessages"))
                .filter(s -> aliases.filter(s::named).isEmpty())
                .flatMap(s -> s.entries().stream().map(entry -> line(s, entry)))
                .toList();
    }

    private static Line line(ConfigSection context, ConfigEntry entry) {
        var fields = entry.value().split(",", 5);
        var options = new HashMap<String, String>();
        if (fields.length == 5)
            Stream.of(fields[4].split("\\|", -1))
                    .map(option -> option.split("=", 2))
                    .filter(option -> option.length == 2)
                    .forEach(
                            option ->
                                    options.put(
                                            option[0].strip().toLowerCase(Locale.ROOT),
                                            option[1].strip()));
        return new Line(
                entry.name() + "@" + context.name(), entry.place(), fields[0].strip(), options);
    }

    private List<Diagnosis> passwords(List<Line> boxes) {
        var found = new ArrayList<Diagnosis>();
        var none = boxes.stream().filter(box -> box.password().isEmpty()).toList();
        if (!none.isEmpty())
            found.add(
                    Diagnosis.problem(
                            FILE,
                            "VoiceMailMain asks for no password in %s: %s"
                                    .formatted(Counted.of(none.size(), "box", "boxes"), some(none)),
                            "give each the password -x, which nobody can key"));
        var keyed = boxes.stream().filter(box -> box.password().matches("-?[0-9*#]+")).toList();
        if (!keyed.isEmpty())
            found.add(
                    Diagnosis.warning(
                            FILE,
                            "a password that can be keyed in %s: %s; any other way to VoiceMailMain opens it"
                                    .formatted(
                                            Counted.of(keyed.size(), "box", "boxes"), some(keyed)),
                            "give each the password -x, which nobody can key; ova.conf needs none"));
        return found;
    }

    private List<Diagnosis> calls(
            AsteriskConfig config, List<Line> boxes, AsteriskDialplan dialplan) {
        var outside = dialplan.entrances().stream().anyMatch(entrance -> !entrance.trusted());
        var whom = outside ? "callers from outside included" : "but only from trusted phones";
        var hint =
                "take dialout= and callback= out, or name a context that leads to no trunk: anybody who has a PIN calls at your expense";
        var found = new ArrayList<Diagnosis>();
        for (var name : PLACES_CALLS)
            config.option("general", name)
                    .filter(entry -> !entry.value().isEmpty())
                    .ifPresent(
                            entry ->
                                    found.add(
                                            graded(
                                                    outside,
                                                    "%s: %s=%s lets callers in any box place calls, %s"
                                                            .formatted(
                                                                    folder.text(entry.place()),
                                                                    name,
                                                                    entry.value(),
                                                                    whom),
                                                    hint)));
        var placing =
                boxes.stream()
                        .filter(
                                box ->
                                        PLACES_CALLS.stream()
                                                .anyMatch(n -> box.option(n).isPresent()))
                        .toList();
        if (!placing.isEmpty())
            found.add(
                    graded(
                            outside,
                            "callers in a box can place calls (dialout=, callback=), %s, in %s: %s"
                                    .formatted(
                                            whom,
                                            Counted.of(placing.size(), "box", "boxes"),
                                            some(placing)),
                            hint));
        return found;
    }

    private static Diagnosis graded(boolean outside, String found, String hint) {
        return outside
                ? Diagnosis.problem("toll", found, hint)
                : Diagnosis.warning("toll", found, hint);
    }

    private String some(List<Line> boxes) {
        var named =
                boxes.stream()
                        .limit(NAMED)
                        .map(box -> "%s (%s)".formatted(box.box(), folder.text(box.place())))
                        .collect(Collectors.joining(", "));
        return boxes.size() > NAMED ? named + ", …" : named;
    }
}
