package org.ovalogin.core.input;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Suggests the names that a misspelt one may mean.
public final class Spelling {
    /// A longer text is not a typing slip. Bounds the work.
    private static final int LONGEST = 64;

    private Spelling() {}

    public static Optional<String> nearest(String typed, List<String> known) {
        if (typed.length() > LONGEST) return Optional.empty();
        var allowed = Math.max(1, typed.length() / 4);
        return known.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .filter(name -> distance(typed, name) <= allowed);
    }

    /// The probable names, nearest first.
    public static List<String> near(String typed, Collection<String> known, int most) {
        if (typed.length() > LONGEST) return List.of();
        var allowed = Math.max(1, typed.length() / 4);
        return known.stream()
                .distinct()
                .filter(name -> distance(typed, name) <= allowed)
                .sorted(Comparator.comparingInt(name -> distance(typed, name)))
                .limit(most)
                .toList();
    }

    /// Number of letters to insert, leave out or replace (Levenshtein).
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
