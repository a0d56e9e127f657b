package org.ovalogin.core.store;

import org.ovalogin.core.mailbox.Event;

/// Records events.
public interface EventChanges extends EventLookup {
    /// One row counts refusals without a comparison that differ only in the moment within a minute.
    void append(Event event);
}
