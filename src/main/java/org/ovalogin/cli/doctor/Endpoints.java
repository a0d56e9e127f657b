package org.ovalogin.cli.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ovalogin.cli.dialplan.AsteriskDialplan;
import org.ovalogin.cli.dialplan.Entrance;
import org.ovalogin.core.input.Language;

/// PJSIP endpoints: whether their keys arrive, and whether their numbers may be trusted.
final class Endpoints {
    /// One question each. Beyond that the rest is like the first.
    private static final int MOST = 500;

    private static final int NAMED = 5;
    private static final Pattern NAME = Pattern.compile("(?m)^ Endpoint: +([^\\s<]+)");
    private static final Pattern SETTING = Pattern.compile("(?m)^ (\\w+) +: (.*)$");

    /// Codecs in which a tone survives.
    private static final Set<String> FAITHFUL =
            Set.of("ulaw", "alaw", "g722", "slin", "slin16", "slin48", "adpcm", "g726");

    /// The module that hears `dtmf_mode=info`.
    private static final String INFO_MODULE = "res_pjsip_dtmf_info.so";

    private final Console console;

    Endpoints(Console console) {
        this.console = console;
    }

    List<Diagnosis> check(AsteriskDialplan dialplan) {
        var shown = console.ask("pjsip show endpoints");
        if (shown.isEmpty()) return List.of();
        var names =
                NAME.matcher(shown.get())
                        .results()
                        .map(found -> found.group(1).replaceAll("/.*", ""))
                        .toList();
        var settings = new HashMap<String, Map<String, String>>();
        names.stream().limit(MOST).forEach(name -> settings.put(name, settings(name)));
        var found = new ArrayList<Diagnosis>();
        found.addAll(keys(settings));
        found.addAll(trust(settings, dialplan));
        found.addAll(languages(settings));
        if (found.isEmpty() && !settings.isEmpty())
            found.add(
                    Diagnosis.ok("endpoints", "the keys of %d arrive".formatted(settings.size())));
        if (names.size() > MOST)
            found.add(
                    Diagnosis.warning(
                            "endpoints",
                            "%d of %d were looked at".formatted(MOST, names.size()),
                            "make sure that the others use the same template"));
        return found;
    }

    private Map<String, String> settings(String name) {
        var settings = new HashMap<String, String>();
        console.ask("pjsip show endpoint " + name)
                .ifPresent(
                        said ->
                                SETTING.matcher(said)
                                        .results()
                                        .forEach(
                                                line ->
                                                        settings.put(
                                                                line.group(1),
                                                                line.group(2).strip())));
        return settings;
    }

    private List<Diagnosis> keys(Map<String, Map<String, String>> endpoints) {
        var found = new ArrayList<Diagnosis>();
        var inband = having(endpoints, "dtmf_mode", "inband");
        var deaf =
                inband.stream()
                        .filter(name -> !faithful(endpoints.getOrDefault(name, Map.of())))
                        .toList();
        if (!deaf.isEmpty())
            found.add(
                    Diagnosis.problem(
                            "keys",
                            "%s: dtmf_mode=inband with a codec in which tones get lost"
                                    .formatted(some(deaf)),
                            "dtmf_mode=rfc4733 in pjsip.conf; else only allow=ulaw,alaw"));
        var heard = inband.stream().filter(name -> !deaf.contains(name)).toList();
        if (!heard.isEmpty())
            found.add(
                    Diagnosis.warning(
                            "keys",
                            "%s: dtmf_mode=inband; keys are tones in the sound, may be missed or counted twice, and are in every recording"
                                    .formatted(some(heard)),
                            "dtmf_mode=rfc4733 in pjsip.conf, if the phone or provider can do it"));
        var info = having(endpoints, "dtmf_mode", "info");
        if (!info.isEmpty()
                && console.ask("module show like " + INFO_MODULE)
                        .filter(said -> said.contains(" Running"))
                        .isEmpty())
            found.add(
                    Diagnosis.problem(
                            "keys",
                            "%s: dtmf_mode=info, and %s is not loaded, so no key arrives"
                                    .formatted(some(info), INFO_MODULE),
                            "load=%s in modules.conf, or dtmf_mode=rfc4733"
                                    .formatted(INFO_MODULE)));
        return found;
    }

    private static boolean faithful(Map<String, String> settings) {
        return Arrays.stream(settings.getOrDefault("allow", "").split("[^a-z0-9]+", -1))
                .filter(codec -> !codec.isEmpty())
                .allMatch(FAITHFUL::contains);
    }

    /// The dialplan's `yes` relies on numbers that a phone can't choose itself.
    private static List<Diagnosis> trust(
            Map<String, Map<String, String>> endpoints, AsteriskDialplan dialplan) {
        var trusting =
                dialplan.entrances().stream()
                        .filter(Entrance::trusted)
                        .map(entrance -> entrance.step().context())
                        .collect(Collectors.toSet());
        var found = new ArrayList<Diagnosis>();
        var forging = new ArrayList<String>();
        endpoints.forEach(
                (name, settings) -> {
                    var reached =
                            new HashSet<>(dialplan.within(settings.getOrDefault("context", "")));
                    reached.retainAll(trusting);
                    var number = settings.getOrDefault("callerid", "");
                    if (!reached.isEmpty()
                            && (settings.getOrDefault("trust_id_inbound", "").matches("true|yes")
                                    || number.isEmpty()
                                    || number.equals("<unknown>"))) forging.add(name);
                });
        if (!forging.isEmpty())
            found.add(
                    Diagnosis.problem(
                            "trust",
                            "%s: reached by Gosub(ova-login,s,1(yes…)), but without a callerid= of its own and trust_id_inbound=no"
                                    .formatted(some(forging.stream().sorted().toList())),
                            "set both in pjsip.conf, or say no for its context: one phone can pose as another"));
        return found;
    }

    private static List<Diagnosis> languages(Map<String, Map<String, String>> endpoints) {
        var silent =
                endpoints.entrySet().stream()
                        .filter(e -> !e.getValue().getOrDefault("language", "").isEmpty())
                        .filter(
                                e ->
                                        Language.of(e.getValue().getOrDefault("language", ""))
                                                .isEmpty())
                        .map(e -> e.getKey() + " (" + e.getValue().get("language") + ")")
                        .sorted()
                        .toList();
        return silent.isEmpty()
                ? List.of()
                : List.of(
                        Diagnosis.warning(
                                "language",
                                "%s: a language without prompts here; DefaultLanguage of the dial plan is spoken"
                                        .formatted(some(silent)),
                                "there are prompts in " + Language.tags()));
    }

    private static List<String> having(
            Map<String, Map<String, String>> endpoints, String setting, String value) {
        return endpoints.entrySet().stream()
                .filter(e -> e.getValue().getOrDefault(setting, "").equals(value))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    private static String some(List<String> names) {
        var named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED
                ? "%s and %d more".formatted(named, names.size() - NAMED)
                : named;
    }
}
