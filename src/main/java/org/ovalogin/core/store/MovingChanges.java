package org.ovalogin.core.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Records that an import keeps.
public interface MovingChanges extends MovingLookup {
    /// Keeps PINs for mailboxes to be; replaces others of the same place.
    void stage(List<StagedPin> pins);

    /// Forgets these staged PINs.
    void discard(Collection<UUID> mailboxes);

    /// Remembers the boxes of these mailboxes as they were imported.
    void moved(Map<UUID, String> sources);
}
