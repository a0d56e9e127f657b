package org.ovalogin.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A SIP message as received.
record SipMessage(String start, List<String> headers, String body) {
    static SipMessage of(String text) {
        var parts = text.split("\r\n\r\n", 2);
        var lines = new ArrayList<>(List.of(parts[0].split("\r\n")));
        return new SipMessage(
                lines.removeFirst(), List.copyOf(lines), parts.length == 2 ? parts[1] : "");
    }

    boolean isReply() {
        return start.startsWith("SIP/2.0 ");
    }

    int status() {
        return Integer.parseInt(start.split(" ", -1)[1]);
    }

    /// The request's method.
    String method() {
        return start.split(" ", -1)[0];
    }

    /// Empty if there is none.
    String header(String name) {
        return all(name).findFirst().orElse("");
    }

    private Stream<String> all(String name) {
        return headers.stream()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip());
    }

    /// The address in a Contact or From header.
    static String address(String header) {
        return header.replaceAll(".*<([^>]*)>.*", "$1");
    }

    static Optional<String> tag(String header) {
        var at = header.indexOf(";tag=");
        return at < 0 ? Optional.empty() : Optional.of(header.substring(at + 5).split(";", -1)[0]);
    }

    /// The port of the sound in an SDP body.
    int audioPort() {
        return Integer.parseInt(body.replaceAll("(?s).*m=audio ([0-9]+) .*", "$1"));
    }

    /// A reply with the headers that it takes over from this request.
    String reply(String status, String tag, String more, String content) {
        var taken =
                headers.stream()
                        .filter(line -> line.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
                        .map(line -> isUntaggedTo(line) ? line + ";tag=" + tag : line)
                        .collect(Collectors.joining("\r\n"));
        return "SIP/2.0 %s\r\n%s\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(status, taken, more, content.length(), content);
    }

    private static boolean isUntaggedTo(String line) {
        return line.regionMatches(true, 0, "To:", 0, 3) && !line.contains(";tag=");
    }
}
