package org.ovalogin.core.store;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Records that an import keeps.
public interface MovingChanges extends MovingLookup {
    /// Keeps PINs for mailboxes to be; replaces others of the same place.
    void stage(List<StagedPin> pins);

    /// Forgets these staged PINs.
    void discard(Collection<UUID> mailboxes);

    /// Remembers the box of this mailbox as it was imported.
    void moved(UUID mailbox, String source);

    /// Adds the mailboxes and all that comes with them, beside the transactions of callers. Takes
    /// as many statements as there are tables.
    void arrive(ReadyArrivals arrivals);
}
