package org.ovalogin.core.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The fields that an administrator changed in one object, in the object's order.
public record FieldChanges(List<FieldChange> all) {
    public static final FieldChanges NONE = new FieldChanges(List.of());

    private static final Map<Character, Character> ESCAPES =
            Map.of('\\', '\\', '\t', 't', '\n', 'n');

    public FieldChanges {
        all = List.copyOf(all);
    }

    /// The fields whose values differ.
    ///
    /// @param before values by field; after: the same fields
    public static FieldChanges between(
            SequencedMap<String, String> before, SequencedMap<String, String> after) {
        return new FieldChanges(
                after.entrySet().stream()
                        .filter(e -> !e.getValue().equals(before.getOrDefault(e.getKey(), "")))
                        .map(
                                e ->
                                        new FieldChange(
                                                e.getKey(),
                                                before.getOrDefault(e.getKey(), ""),
                                                e.getValue()))
                        .toList());
    }

    /// One sentence for tables of plain text; empty if nothing changed.
    public String inWords() {
        return all.stream().map(FieldChange::inWords).collect(Collectors.joining("; "));
    }

    /// For a database column: a line for each field, its parts separated by tabs. A backslash
    /// escapes tabs, line feeds and backslashes.
    public String text() {
        return all.stream()
                .map(c -> List.of(c.field(), c.before(), c.after()))
                .map(parts -> parts.stream().map(FieldChanges::escaped))
                .map(parts -> parts.collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\n"));
    }

    /// Reads [#text()].
    public static FieldChanges read(String text) {
        if (text.isEmpty()) return NONE;
        var all = new ArrayList<FieldChange>();
        for (var line : text.split("\n", -1)) {
            var parts = line.split("\t", -1);
            all.add(new FieldChange(unescaped(parts[0]), unescaped(parts[1]), unescaped(parts[2])));
        }
        return new FieldChanges(all);
    }

    private static String escaped(String part) {
        var text = new StringBuilder();
        for (var i = 0; i < part.length(); i++) {
            var c = part.charAt(i);
            var escape = ESCAPES.get(c);
            if (escape == null) text.append(c);
            else text.append('\\').append(escape);
        }
        return text.toString();
    }

    private static String unescaped(String part) {
        var text = new StringBuilder();
        for (var i = 0; i < part.length(); i++) {
            var c = part.charAt(i);
            if (c != '\\') text.append(c);
            else {
                var escape = part.charAt(++i);
                text.append(escape == 't' ? '\t' : escape == 'n' ? '\n' : escape);
            }
        }
        return text.toString();
    }
}
