package org.ovalogin.call.fastagi;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.call.dialog.Call;

/// The lines with which Asterisk announces a call (res_agi.c, `setup_env`). Checks each line as it
/// arrives.
final class Environment {
    private static final String PREFIX = "agi_";
    private static final int LONGEST_NAME = PREFIX.length() + 64;

    private final Set<String> names = new HashSet<>();
    private final RequestMemory.Share memory;

    Environment(RequestMemory.Share memory) {
        this.memory = memory;
    }

    /// Takes the next line, including the empty one at the end.
    ///
    /// @return the reason why this is not a request from Asterisk, without any received text
    Optional<String> objection(String line) {
        if (line.isEmpty()) {
            memory.complete();
            return names.isEmpty() ? Optional.of("not an AGI request") : Optional.empty();
        }
        var name = name(line);
        if (name.isEmpty())
            return Optional.of(
                    names.isEmpty()
                            ? "not an AGI request"
                            : "a line in its request that is not AGI's");
        // Otherwise a line break in a caller's name could forge any other line.
        if (!names.add(name)) return Optional.of("a line twice in its request");
        if (names.size() > FastAgiSettings.MAX_ENVIRONMENT_LINES)
            return Optional.of("too many lines in its request");
        if (!memory.add(line)) return Optional.of("requests under way fill their memory");
        if (memory.chars() > FastAgiSettings.MAX_ENVIRONMENT_CHARS)
            return Optional.of("a request that is too long");
        return Optional.empty();
    }

    /// The name in `agi_name:` or `agi_name: value`; empty for a line of another form.
    private static String name(String line) {
        var colon = line.indexOf(':');
        if (!line.startsWith(PREFIX) || colon <= PREFIX.length() || colon > LONGEST_NAME) return "";
        for (var i = PREFIX.length(); i < colon; i++) if (!isOfName(line.charAt(i))) return "";
        if (colon + 1 < line.length() && line.charAt(colon + 1) != ' ') return "";
        for (var i = colon + 1; i < line.length(); i++) if (endsLine(line.charAt(i))) return "";
        return line.substring(0, colon);
    }

    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }

    /// Also true for any other control character.
    private static boolean endsLine(char c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    /// The call that the lines announced.
    ///
    /// @param request values by name without `agi_`. The query is taken raw, since Asterisk-Java's
    ///   own reading fails on a stray `%`
    static Call call(Map<String, String> request, String client) {
        var networkScript = request.getOrDefault("network_script", "").split("\\?", 2);
        var number = request.getOrDefault("callerid", "");
        return new Call(
                new Call.Request(
                        networkScript[0], networkScript.length > 1 ? networkScript[1] : ""),
                number.equals("unknown") ? "" : number,
                new Call.Channel(
                        request.getOrDefault("channel", ""),
                        request.getOrDefault("uniqueid", ""),
                        request.getOrDefault("language", "")),
                client);
    }
}
