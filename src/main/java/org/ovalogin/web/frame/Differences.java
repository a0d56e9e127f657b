package org.ovalogin.web.frame;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The fields of a stale form that would change somebody else's newer values.
public final class Differences {
    private Differences() {}

    /// @param typed the form's values; saved: the stored values; both by field name
    /// @return a sentence; empty if nothing differs
    public static Optional<String> of(
            PageTexts texts, Map<String, String> typed, Map<String, String> saved) {
        var names = new TreeSet<>(saved.keySet());
        names.addAll(typed.keySet());
        var different =
                names.stream()
                        .filter(n -> !value(typed, n).equals(value(saved, n)))
                        .map(n -> texts.label(n) + " (" + value(saved, n) + ")")
                        .collect(Collectors.joining(", "));
        return different.isEmpty()
                ? Optional.empty()
                : Optional.of(texts.text("differs", different));
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "").strip().replaceAll("\\s+", " ");
    }
}
