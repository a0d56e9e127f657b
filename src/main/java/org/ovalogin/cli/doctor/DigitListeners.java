package org.ovalogin.cli.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Parts of Asterisk that hear the keys of a call besides us, as far as its console tells. Asterisk
/// has no way to keep one call out of them.
final class DigitListeners {
    private static final String SUBJECT = "digits";

    /// One question each.
    private static final int MOST = 200;

    private static final Pattern CEL_BACKEND = Pattern.compile("(?m)^CEL Event Subscriber: (.+)$");

    /// Its events are of the class `call`, and need no `dtmf`.
    private static final String CEL_TO_AMI = "Manager Event Logging";

    private static final Pattern LOG =
            Pattern.compile("(?m)^(\\S.*?|) +(File|Console|Syslog) .*Enabled +- ([A-Z_ 0-9]+)$");
    private static final Pattern AMI_USER = Pattern.compile("(?m)^([^\\s-]\\S*)$");
    private static final Pattern READS = Pattern.compile("(?m)^ *read perm: (.*)$");
    private static final Pattern ARI_USER = Pattern.compile("(?m)^(?:Yes|No) +(?:Yes|No) +(\\S+)$");

    /// Channels and endpoints that an application has subscribed to; bridges have no keys.
    private static final Pattern ARI_HEARS =
            Pattern.compile("(?m)^ {6}(?!__)([^ ]*[/.][^ ]*) \\(\\d+\\)$");

    private static final int NAMED = 5;
    private static final Pattern DEBUG = Pattern.compile("(?m)^ *Debug level: +([1-9]\\d*)");
    private static final Pattern ONE_TOUCH =
            Pattern.compile("(?m)^(One Touch \\w+) {2,}(?:\\S+ +)?(\\S+) *$");

    private final Console console;
    private final ConfigFolder folder;

    DigitListeners(Console console, ConfigFolder folder) {
        this.console = console;
        this.folder = folder;
    }

    List<Diagnosis> check() {
        var found = new ArrayList<Diagnosis>();
        cel().ifPresent(found::add);
        found.addAll(logs());
        found.addAll(ami());
        found.addAll(ari());
        found.addAll(debugging());
        found.addAll(oneTouch());
        if (found.isEmpty())
            found.add(
                    Diagnosis.ok(
                            SUBJECT,
                            "neither CEL, logs, AMI nor ARI hear them, as far as Asterisk tells"));
        return found;
    }

    private Optional<Diagnosis> cel() {
        var said = console.ask("cel show status").orElse("");
        if (!said.contains("CEL Logging: Enabled")
                || said.lines().noneMatch(line -> line.equals("CEL Tracking Event: DTMF")))
            return Optional.empty();
        var backends =
                CEL_BACKEND
                        .matcher(said)
                        .results()
                        .map(b -> b.group(1))
                        .map(name -> name.equals(CEL_TO_AMI) ? "AMI users with read=call" : name)
                        .toList();
        return Optional.of(
                Diagnosis.problem(
                        SUBJECT,
                        "cel.conf%s has the event DTMF (events=ALL includes it), so each key of a PIN is written to: "
                                        .formatted(
                                                folder.where(
                                                        "cel.conf",
                                                        (_, e) -> e.name().equals("events")))
                                + (backends.isEmpty()
                                        ? "whoever subscribes to CEL"
                                        : String.join(", ", backends)),
                        "name the events in cel.conf: events=CHAN_START,CHAN_END,ANSWER,HANGUP,BRIDGE_ENTER,BRIDGE_EXIT,APP_START,APP_END,LINKEDID_END; then asterisk -rx 'module reload cel', and delete those already written, such as cel-custom/Master.csv"));
    }

    private List<Diagnosis> logs() {
        var said = console.ask("logger show channels").orElse("");
        var found = new ArrayList<Diagnosis>();
        LOG.matcher(said)
                .results()
                .forEach(
                        log ->
                                log(
                                                log.group(1).strip(),
                                                log.group(2).equals("Console"),
                                                words(log.group(3)))
                                        .ifPresent(found::add));
        return found;
    }

    private Optional<Diagnosis> log(String name, boolean screen, List<String> levels) {
        var file = name.isEmpty() ? "console" : name.replaceFirst(".*/", "");
        var place =
                folder.where(
                        "logger.conf",
                        (section, entry) ->
                                section.named("logfiles")
                                        && entry.name().replaceFirst(".*/", "").equals(file));
        if (levels.contains("DTMF"))
            return Optional.of(
                    Diagnosis.problem(
                            SUBJECT,
                            "each key is logged to %s: logger.conf%s has dtmf (or *) there"
                                    .formatted(name.isEmpty() ? "the console" : name, place),
                            "take dtmf out, and name the levels in place of *: notice,warning,error; then asterisk -rx 'logger reload', and delete the old log"));
        return levels.contains("VERBOSE") && !screen
                ? Optional.of(
                        Diagnosis.warning(
                                SUBJECT,
                                "logger.conf%s has verbose for %s, which writes wrong passwords of VoiceMailMain, entries of Read, and all that agi, rtp and pjsip debugging prints"
                                        .formatted(place, name),
                                "notice,warning,error for files that are kept"))
                : Optional.empty();
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.strip().split(" +", -1));
    }

    private List<Diagnosis> ami() {
        var settings = console.ask("manager show settings").orElse("");
        if (!settings.matches("(?s).*Manager \\(AMI\\): +Yes.*")) return List.of();
        var shown = console.ask("manager show users").orElse("");
        var listening = new ArrayList<String>();
        AMI_USER.matcher(shown)
                .results()
                .map(user -> user.group(1))
                .filter(user -> !user.equals("username"))
                .limit(MOST)
                .filter(this::readsKeys)
                .forEach(listening::add);
        if (listening.isEmpty()) return List.of();
        return List.of(
                Diagnosis.problem(
                        SUBJECT,
                        "AMI tells each key to the users %s: read=dtmf or all in manager.conf"
                                .formatted(String.join(", ", named(listening))),
                        "name the classes they need, without dtmf, such as read=system,call,agent; then asterisk -rx 'manager reload'"));
    }

    private List<String> named(List<String> users) {
        return users.stream()
                .map(
                        user ->
                                user
                                        + folder.where(
                                                "manager.conf",
                                                (section, entry) ->
                                                        section.named(user)
                                                                && entry.name().equals("read")))
                .toList();
    }

    private boolean readsKeys(String user) {
        var permissions = READS.matcher(console.ask("manager show user " + user).orElse(""));
        if (!permissions.find()) return false;
        var read = Arrays.asList(permissions.group(1).strip().split(",", -1));
        return read.contains("dtmf") || read.contains("all");
    }

    private List<Diagnosis> ari() {
        var status = console.ask("ari show status").orElse("");
        if (!status.contains("Enabled: Yes")
                || !console.ask("http show status").orElse("").contains("Server Enabled"))
            return List.of();
        var found = new ArrayList<Diagnosis>();
        console.ask("ari show apps")
                .orElse("")
                .lines()
                .skip(2)
                .map(String::strip)
                .limit(MOST)
                .filter(name -> !name.isEmpty())
                .forEach(name -> application(name).ifPresent(found::add));
        var users =
                ARI_USER.matcher(console.ask("ari show users").orElse(""))
                        .results()
                        .map(user -> user.group(1))
                        .toList();
        if (!users.isEmpty())
            found.add(
                    Diagnosis.warning(
                            SUBJECT,
                            "ARI users can subscribe to any channel and hear its keys: "
                                    + String.join(", ", users),
                            "name in ari.conf only programs that may know PINs; permit=127.0.0.1, or enabled=no if nothing needs ARI"));
        return found;
    }

    private Optional<Diagnosis> application(String name) {
        var shown = console.ask("ari show app " + name).orElse("");
        if (shown.contains("Global Resource Subscription"))
            return Optional.of(
                    Diagnosis.problem(
                            SUBJECT,
                            "the ARI application %s hears each key of every channel (subscribeAll)"
                                    .formatted(name),
                            "connect it without subscribeAll=true; it then hears the channels that enter it"));
        var heard = ARI_HEARS.matcher(shown).results().map(h -> h.group(1)).toList();
        return heard.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Diagnosis.problem(
                                SUBJECT,
                                "the ARI application %s hears each key of %s"
                                        .formatted(name, some(heard)),
                                "let it subscribe only to bridges, or end the subscription before the sign-in"));
    }

    private static String some(List<String> names) {
        var named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? named + ", …" : named;
    }

    private List<Diagnosis> debugging() {
        var level = DEBUG.matcher(console.ask("core show settings").orElse(""));
        return level.find()
                ? List.of(
                        Diagnosis.warning(
                                SUBJECT,
                                "core debug is at level %s; debug lines may have keys in them"
                                        .formatted(level.group(1)),
                                "asterisk -rx 'core set debug 0', and debug=0 in asterisk.conf"))
                : List.of();
    }

    private List<Diagnosis> oneTouch() {
        return ONE_TOUCH
                .matcher(console.ask("features show").orElse(""))
                .results()
                .filter(feature -> !feature.group(2).equals("def"))
                .map(
                        feature ->
                                Diagnosis.warning(
                                        SUBJECT,
                                        "features.conf has %s on %s: a call recorded so stays recorded when it is transferred to voice mail"
                                                .formatted(feature.group(1), feature.group(2)),
                                        "StopMixMonitor() before Gosub(ova-login…), or no automon and automixmon in features.conf"))
                .toList();
    }
}
