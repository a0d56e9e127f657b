package org.ovalogin.fastagi;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.ovalogin.dialog.Call;

/// The lines with which Asterisk announces a call (res_agi.c, `setup_env`), checked one by one as
/// they come.
final class Environment {
    private static final Pattern LINE = Pattern.compile("(agi_[a-z0-9_]{1,64}):( .*)?");

    private final Set<String> names = new HashSet<>();
    private int chars;

    /// Takes the next line, the empty one at the end included.
    ///
    /// @return why this is not a request of Asterisk's, without a word of what came
    Optional<String> objection(String line) {
        if (line.isEmpty())
            return names.isEmpty() ? Optional.of("not an AGI request") : Optional.empty();
        var matcher = LINE.matcher(line);
        if (!matcher.matches() || line.chars().anyMatch(Character::isISOControl))
            return Optional.of(
                    names.isEmpty()
                            ? "not an AGI request"
                            : "a line in its request that is not AGI's");
        // A caller's name that carried a line break could otherwise pose as any other line.
        if (!names.add(matcher.group(1))) return Optional.of("a line twice in its request");
        if (names.size() > FastAgiSettings.MAX_ENVIRONMENT_LINES)
            return Optional.of("too many lines in its request");
        chars += line.length();
        if (chars > FastAgiSettings.MAX_ENVIRONMENT_CHARS)
            return Optional.of("a request that is too long");
        return Optional.empty();
    }

    /// The call the lines announced.
    ///
    /// @param request values by name without `agi_`. Taken raw, since Asterisk-Java's own reading
    ///   of the query fails on a stray `%`
    static Call call(Map<String, String> request, String client) {
        var networkScript = request.getOrDefault("network_script", "").split("\\?", 2);
        var number = request.getOrDefault("callerid", "");
        return new Call(
                networkScript[0],
                networkScript.length > 1 ? networkScript[1] : "",
                number.equals("unknown") ? "" : number,
                request.getOrDefault("language", ""),
                request.getOrDefault("uniqueid", ""),
                request.getOrDefault("channel", ""),
                client);
    }
}
