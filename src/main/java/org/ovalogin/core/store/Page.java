package org.ovalogin.core.store;

import java.util.List;
import java.util.Optional;

/// A part of the items that were asked for.
///
/// @param total the items of all pages together
/// @param next where the next page begins; empty after the last
public record Page<T>(List<T> items, long total, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }
}
