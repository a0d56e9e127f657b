package org.ovalogin.cli.doctor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whether Asterisk has the applications and functions that `ova.conf` uses.
final class Registered {
    private static final Map<String, String> APPLICATIONS =
            Map.of(
                    "AGI", "res_agi",
                    "Dial", "app_dial",
                    "Gosub", "app_stack",
                    "Playback", "app_playback",
                    "SendDTMF", "app_senddtmf",
                    "TryExec", "app_exec",
                    "VoiceMailMain", "app_voicemail");
    private static final Map<String, String> FUNCTIONS =
            Map.of(
                    "CHANNEL", "func_channel",
                    "DIALPLAN_EXISTS", "func_dialplan",
                    "ENV", "func_env",
                    "FILTER", "func_strings",
                    "IF", "func_logic",
                    "SHIFT", "func_strings",
                    "STRREPLACE", "func_strings",
                    "VM_INFO", "app_voicemail");

    private static final Pattern APPLICATION = Pattern.compile("(?m)^ +(\\w+): ");
    private static final Pattern FUNCTION = Pattern.compile("(?m)^([A-Z][A-Z0-9_]*) +\\S");

    private static final Pattern WAV = Pattern.compile("(?m)^\\S+ +wav +");

    private Registered() {}

    static List<Diagnosis> check(Console console) {
        var missing = new LinkedHashMap<String, String>();
        console.ask("core show applications")
                .ifPresent(said -> missing.putAll(missing(APPLICATIONS, names(APPLICATION, said))));
        console.ask("core show functions")
                .ifPresent(said -> missing.putAll(missing(FUNCTIONS, names(FUNCTION, said))));
        var found = new ArrayList<Diagnosis>();
        missing.forEach((name, module) -> found.add(problem(name, module)));
        console.ask("core show file formats")
                .filter(said -> !WAV.matcher(said).find())
                .ifPresent(
                        _ ->
                                found.add(
                                        Diagnosis.problem(
                                                "modules",
                                                "Asterisk plays no WAV files, so callers hear none of our prompts",
                                                "load=format_wav.so in modules.conf, then asterisk -rx 'module load format_wav'")));
        if (console.ask("core show settings")
                .orElse("")
                .matches("(?s).*Language prefix: +Disabled.*"))
            found.add(
                    Diagnosis.problem(
                            "modules",
                            "languageprefix=no in asterisk.conf: Asterisk looks for our prompts in other folders",
                            "languageprefix=yes, then restart Asterisk"));
        if (found.isEmpty())
            found.add(Diagnosis.ok("modules", "Asterisk has all that ova.conf needs"));
        return found;
    }

    private static Set<String> names(Pattern pattern, String said) {
        return pattern.matcher(said)
                .results()
                .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    private static Map<String, String> missing(Map<String, String> needed, Set<String> there) {
        var missing = new LinkedHashMap<String, String>();
        needed.entrySet().stream()
                .filter(e -> !there.contains(e.getKey().toLowerCase(Locale.ROOT)))
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> missing.put(e.getKey(), e.getValue()));
        return missing;
    }

    private static Diagnosis problem(String name, String module) {
        return Diagnosis.problem(
                "modules",
                "%s is not registered in Asterisk; ova.conf needs it".formatted(name),
                module.equals("app_voicemail")
                        ? "load=app_voicemail.so in modules.conf, and noload= for app_voicemail_odbc.so and app_voicemail_imap.so, which take its place even when they fail; Debian 11 has it in the package asterisk-voicemail"
                        : "load=%s.so in modules.conf, then asterisk -rx 'module load %s'"
                                .formatted(module, module));
    }
}
