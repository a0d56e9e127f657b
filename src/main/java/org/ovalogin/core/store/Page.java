package org.ovalogin.core.store;

import java.util.List;
import java.util.Optional;

/// A part of the items that were asked for.
///
/// @param total the items of all pages together, as far as they were counted
/// @param previous where the page before ends; empty before the first
/// @param next where the next page begins; empty after the last
/// @param first the number of the first item, counted from 1; may be off by items that came or went
///   while somebody turned the pages
/// @param extent whether all pages together have all items, and the total counts all of them
public record Page<T>(
        List<T> items,
        long total,
        Optional<String> previous,
        Optional<String> next,
        long first,
        Extent extent) {
    public enum Extent {
        COMPLETE,
        /// There are more items than the total says: the search or the count ended at its bound.
        CAPPED,
        /// Some mailboxes are not prepared for searches yet, as after an upgrade.
        UNPREPARED
    }

    public Page {
        items = List.copyOf(items);
    }

    /// All items, or the first of them.
    public Page(List<T> items, long total, Optional<String> next) {
        this(items, total, Optional.empty(), next, 1, Extent.COMPLETE);
    }

    /// The same page of other items.
    public <O> Page<O> with(List<O> others) {
        return new Page<>(others, total, previous, next, first, extent);
    }

    public Page<T> with(long newTotal, Extent newExtent) {
        return new Page<>(items, newTotal, previous, next, first, newExtent);
    }
}
