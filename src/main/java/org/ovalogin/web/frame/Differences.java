package org.ovalogin.web.frame;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Which fields of a stale form would change what somebody else has saved meanwhile.
public final class Differences {
    private Differences() {}

    /// @param typed what the form holds; saved: what is; by the names of the fields
    /// @return a sentence, empty where nothing differs
    public static Optional<String> of(
            PageTexts texts, Map<String, String> typed, Map<String, String> saved) {
        var names = new TreeSet<>(saved.keySet());
        names.addAll(typed.keySet());
        var different =
                names.stream()
                        .filter(n -> !value(typed, n).equals(value(saved, n)))
                        .map(n -> n + " (" + value(saved, n) + ")")
                        .collect(Collectors.joining(", "));
        return different.isEmpty()
                ? Optional.empty()
                : Optional.of(texts.text("differs", different));
    }

    private static String value(Map<String, String> values, String name) {
        return values.getOrDefault(name, "").strip().replaceAll("\\s+", " ");
    }
}
