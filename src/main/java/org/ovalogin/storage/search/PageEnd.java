package org.ovalogin.storage.search;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The end of a page of mailboxes, where another one begins. Outside it is a text of letters,
/// digits, `-` and `_`.
///
/// @param order names the order, so that no end counts in another one
/// @param forward whether the other page comes after this one
/// @param number of the mailbox at the end of the other page that is next to this one, counted from
///   1
/// @param keys of this page's last or first mailbox
record PageEnd(String order, boolean forward, long number, List<String> keys) {
    private static final Pattern END =
            Pattern.compile("([A-Z_]{1,20}-?)\n([+-])([0-9]{1,9})((?:\n[^\n]*){1,4})");

    PageEnd {
        keys = List.copyOf(keys);
    }

    String text() {
        var all =
                order
                        + "\n"
                        + (forward ? "+" : "-")
                        + number
                        + keys.stream().map(key -> "\n" + key).collect(Collectors.joining());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(all.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws IllegalArgumentException if the text is no end of a page in this order
    static PageEnd read(String text, String order) {
        var end =
                END.matcher(
                        new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        if (!end.matches() || !end.group(1).equals(order)) throw malformed(text);
        var keys = Arrays.asList(end.group(4).substring(1).split("\n", -1));
        // no database takes every character
        if (keys.stream().flatMapToInt(String::chars).anyMatch(c -> c < ' ' || c == '\uFFFD'))
            throw malformed(text);
        return new PageEnd(order, end.group(2).equals("+"), Long.parseLong(end.group(3)), keys);
    }

    static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("'%s' is no page's end".formatted(text));
    }
}
