package org.ovalogin.cli.doctor;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ovalogin.cli.dialplan.AsteriskDialplan;
import org.ovalogin.cli.dialplan.DialplanStep;
import org.ovalogin.cli.doctor.FastAgiProbe.Answer;

/// Whether the dialplan asks this installation's server, tried with one request for each address
/// that it names.
final class Requests {
    private static final String CONTEXT = "ova-login";
    private static final Pattern SERVERS = Pattern.compile("OVA_SERVERS=([^$]+)");
    private static final Pattern OWN = Pattern.compile("^agi://([^/${}]+)/login\\?dialplan=");
    private static final Pattern RESULT = Pattern.compile("(?m)^Result: (.+)$");
    private static final Pattern ADDRESS =
            Pattern.compile("(\\[[0-9A-Fa-f:.%]+\\]|[^:\\[\\]/]+)(?::(\\d{1,5}))?");
    private static final int FASTAGI = 4573;

    private final Console console;
    private final Expected expected;

    Requests(Console console, Expected expected) {
        this.console = console;
        this.expected = expected;
    }

    List<Diagnosis> check(AsteriskDialplan dialplan) {
        var own = ownRequests(dialplan);
        if (!dialplan.contexts().contains(CONTEXT))
            return List.of(
                    Diagnosis.problem(
                            "dialplan",
                            "Asterisk is running but has no context " + CONTEXT,
                            "put #include ova.conf into extensions.conf, then asterisk -rx 'dialplan reload'"));
        var named = servers(dialplan);
        named.putAll(own);
        if (named.isEmpty())
            return List.of(
                    Diagnosis.warning(
                            "dialplan",
                            "[%s] names no server that can be read from here".formatted(CONTEXT),
                            "compare it with the ova.conf of this release"));
        return asked(named);
    }

    /// Each address with the place that names it.
    private Map<String, String> servers(AsteriskDialplan dialplan) {
        var fromEnvironment =
                console.ask("dialplan eval function ENV(OVA_SERVER)")
                        .flatMap(said -> first(RESULT, said))
                        .map(String::strip)
                        .filter(value -> !value.isEmpty() && readsEnvironment(dialplan));
        var servers = new LinkedHashMap<String, String>();
        if (fromEnvironment.isPresent()) {
            list(fromEnvironment.get())
                    .forEach(at -> servers.put(at, "OVA_SERVER in Asterisk's environment"));
            return servers;
        }
        for (var step : dialplan.steps())
            if (step.context().equals(CONTEXT) && step.runs("Set"))
                first(SERVERS, step.arguments()).stream()
                        .flatMap(Requests::list)
                        .forEach(at -> servers.put(at, step.place()));
        return servers;
    }

    /// Requests that somebody wrote beside `ova.conf`.
    private static Map<String, String> ownRequests(AsteriskDialplan dialplan) {
        var servers = new LinkedHashMap<String, String>();
        for (var step : dialplan.steps())
            if (step.runs("AGI") && !step.context().equals(CONTEXT))
                first(OWN, step.arguments()).ifPresent(at -> servers.put(at, step.where()));
        return servers;
    }

    private static boolean readsEnvironment(AsteriskDialplan dialplan) {
        return dialplan.steps().stream()
                .filter(step -> step.context().equals(CONTEXT))
                .map(DialplanStep::arguments)
                .anyMatch(arguments -> arguments.contains("ENV(OVA_SERVER)"));
    }

    private static Stream<String> list(String servers) {
        return Arrays.stream(servers.split(",", -1)).map(String::strip).filter(at -> !at.isEmpty());
    }

    private static Optional<String> first(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private List<Diagnosis> asked(Map<String, String> servers) {
        var found = new ArrayList<Diagnosis>();
        var reachesUs = false;
        for (var server : servers.entrySet()) {
            var answer = ask(server.getKey());
            var us =
                    answer instanceof Answer.Mark(var mark)
                            && expected.server().filter(mark::equals).isPresent();
            reachesUs |= us;
            found.add(
                    us
                            ? Diagnosis.ok(
                                    "dialplan",
                                    "Asterisk asks %s, which is this server"
                                            .formatted(server.getKey()))
                            : elsewhere(server.getKey(), server.getValue(), answer));
        }
        // one of several servers is asked, and the database is the same
        if (reachesUs && expected.shared())
            found.replaceAll(
                    d ->
                            d.level() == Diagnosis.Level.PROBLEM
                                    ? Diagnosis.warning(d.subject(), d.found(), d.hint())
                                    : d);
        return found;
    }

    private static Answer ask(String address) {
        var parts = ADDRESS.matcher(address);
        if (!parts.matches()) return new Answer.Nobody("this is not HOST:PORT");
        var port = parts.group(2) == null ? FASTAGI : Integer.parseInt(parts.group(2));
        if (port < 1 || port > 65_535) return new Answer.Nobody("there is no such port");
        return FastAgiProbe.ask(parts.group(1).replaceAll("[\\[\\]]", ""), port);
    }

    private Diagnosis elsewhere(String address, String place, Answer answer) {
        var listens = text(expected.listens());
        var runs = expected.server().isPresent();
        var hint =
                runs
                        ? "OVA_SERVER=%s in Asterisk's environment, or Set(OVA_SERVERS=%s) in ova.conf, then asterisk -rx 'dialplan reload'"
                                .formatted(listens, listens)
                        : "start ./ova serve; by the configuration it listens on " + listens;
        return switch (answer) {
            case Answer.Mark _ ->
                    problem(
                            "Asterisk asks %s (%s); that server runs on another data folder%s",
                            address,
                            place,
                            runs ? ", and this one listens on " + listens : "",
                            hint);
            case Answer.Closed _ ->
                    Diagnosis.warning(
                            "dialplan",
                            "Asterisk asks %s (%s), which takes no calls from this host"
                                    .formatted(address, place),
                            "run this on Asterisk's host, or see fastagi.allowedClients there; this server listens on "
                                    + listens);
            case Answer.Other _ ->
                    problem(
                            "Asterisk asks %s (%s), which does not answer as this release does%s",
                            address, place, "", hint);
            case Answer.Nobody(var reason) ->
                    problem(
                            "Asterisk asks %s (%s), and nobody answers there: %s",
                            address,
                            place,
                            reason + (runs ? "; this server listens on " + listens : ""),
                            hint);
        };
    }

    private static Diagnosis problem(
            String found, String address, String place, String rest, String hint) {
        return Diagnosis.problem("dialplan", found.formatted(address, place, rest), hint);
    }

    private static String text(InetSocketAddress place) {
        var address = place.getAddress().getHostAddress();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + place.getPort();
    }
}
