package org.ovalogin.core.csv;

import java.util.List;
import org.ovalogin.core.moving.Box;

/// Boxes that a reader found.
///
/// @param warnings in English, each with its place; none is about a password
/// @param contexts whether the source has contexts
public record FoundBoxes(List<Box> boxes, List<String> warnings, boolean contexts) {
    public FoundBoxes {
        boxes = List.copyOf(boxes);
        warnings = List.copyOf(warnings);
    }
}
