package org.ovalogin.call.dialog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A line of the catalogue, split at its gaps.
///
/// @param parts the words before, between and after the gaps: one more than gaps; empty where there
///   are none
record CatalogueText(List<String> parts, List<Gap> gaps) {
    private static final Pattern MARK = Pattern.compile("\\{[a-z]+}");

    /// @throws IllegalStateException if the line has a gap that does not exist
    static CatalogueText of(String line) {
        var parts = new ArrayList<String>();
        var gaps = new ArrayList<Gap>();
        var mark = MARK.matcher(line);
        var from = 0;
        while (mark.find()) {
            parts.add(line.substring(from, mark.start()).strip());
            gaps.add(gap(mark.group()));
            from = mark.end();
        }
        parts.add(line.substring(from).strip());
        return new CatalogueText(List.copyOf(parts), List.copyOf(gaps));
    }

    private static Gap gap(String mark) {
        for (var gap : Gap.values()) if (gap.mark().equals(mark)) return gap;
        throw new IllegalStateException("there is no gap " + mark);
    }

    /// False for an empty part or a lone full stop, which have no sound.
    static boolean spoken(String part) {
        return part.chars().anyMatch(Character::isLetter);
    }

    /// The sound of a part: the id itself in a text without gaps, otherwise `<id>-1`, `<id>-2`…
    String sound(String id, int part) {
        return gaps.isEmpty() ? id : id + "-" + (part + 1);
    }
}
