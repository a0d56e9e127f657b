package org.ovalogin.core.store;

import java.util.List;
import java.util.Optional;

/// A part of the items that were asked for.
///
/// @param total the items of all pages together
/// @param next where the next page begins; empty after the last
/// @param extent whether all pages together have all items
public record Page<T>(List<T> items, long total, Optional<String> next, Extent extent) {
    public enum Extent {
        COMPLETE,
        /// There are more items than all pages together have: the search ended at its bound.
        CAPPED,
        /// Some mailboxes are not prepared for searches yet, as after an upgrade.
        UNPREPARED
    }

    public Page {
        items = List.copyOf(items);
    }

    public Page(List<T> items, long total, Optional<String> next) {
        this(items, total, next, Extent.COMPLETE);
    }

    /// The same page of other items.
    public <O> Page<O> with(List<O> others) {
        return new Page<>(others, total, next, extent);
    }
}
