package org.ovalogin.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.ShellException.Kind;
import org.ovalogin.core.mailbox.Waiting;

/// Turns the server's answers of 3xx, 4xx and 5xx (RFC 9457) into the shell's errors.
public final class ServerRefusal {
    private ServerRefusal() {}

    /// @param retryAfter the header of that name, in seconds
    public static ShellException of(int status, Optional<String> retryAfter, JsonNode problem) {
        var message = new StringBuilder(sentence(status, problem));
        for (var error : problem.path("errors"))
            if (!told(error, problem)) message.append("\n  ").append(broken(error));
        return new ShellException(
                kind(status), message.toString(), hint(status, retryAfter, problem));
    }

    private static String sentence(int status, JsonNode problem) {
        for (var member : new String[] {"detail", "title"}) {
            var text = text(problem, member);
            if (!text.isEmpty()) return text;
        }
        return "the server answered with status " + status;
    }

    /// Whether the sentence says it already, which it does for a single error.
    private static boolean told(JsonNode error, JsonNode problem) {
        var message = text(error, "message");
        return problem.path("errors").size() == 1
                && !message.isEmpty()
                && sentence(0, problem).endsWith(message);
    }

    private static String broken(JsonNode error) {
        var said = new ArrayList<String>();
        var message = text(error, "message");
        var field = text(error, "field");
        said.add(
                (field.isEmpty() ? "" : field + ": ")
                        + (message.isEmpty() ? text(error, "code") : message));
        for (var member : new String[] {"found", "allowed"}) {
            var value = text(error, member);
            if (!value.isEmpty() && !message.contains(value)) said.add(member + " " + value);
        }
        return String.join("; ", said);
    }

    public static Kind kind(int status) {
        return switch (status) {
            case 401, 403 -> Kind.DENIED;
            case 404 -> Kind.NOT_FOUND;
            case 502, 503, 504 -> Kind.UNREACHABLE;
            default -> status >= 300 && status < 400 ? Kind.UNREACHABLE : Kind.FAILED;
        };
    }

    private static String hint(int status, Optional<String> retryAfter, JsonNode problem) {
        var own = text(problem, "hint");
        if (!own.isEmpty()) return own;
        return switch (status) {
            case 401 -> "the token is not or no longer valid; ./ova login gets another";
            case 429, 503 ->
                    retryAfter
                            .filter(seconds -> seconds.matches("\\d{1,6}"))
                            .map(Long::parseLong)
                            .map(Duration::ofSeconds)
                            .map(left -> "try again in " + Waiting.inWords(left))
                            .orElse("try again later");
            case 301, 302, 303, 307, 308 ->
                    "is the address right? the server sends elsewhere, where the token is not taken";
            default -> "";
        };
    }

    private static String text(JsonNode node, String member) {
        return Quote.printable(node.path(member).asText(""));
    }
}
