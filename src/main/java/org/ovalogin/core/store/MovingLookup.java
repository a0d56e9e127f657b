package org.ovalogin.core.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Queries of an import. For one thread, within one transaction.
public interface MovingLookup {
    /// The mark of the box that the mailbox was, as it was imported last; empty: the mailbox was
    /// not moved in.
    Optional<String> source(UUID mailbox);

    /// The taken ones among these extensions.
    Set<String> extensionsTaken(String dialPlan, Collection<String> digits);

    /// Mailboxes' own addresses among these keys.
    Set<String> addressesTaken(Collection<String> keys);

    /// Aliases among these keys.
    Set<String> aliasesTaken(Collection<String> keys);

    /// Whether mailboxes may have come, gone or changed their names since this event. Sign-ins and
    /// the like don't count, so that the answer is mostly no.
    boolean renamedSince(long event);

    /// The mailboxes to be of all staged PINs.
    List<UUID> staged();

    /// The sealed hashes of these staged PINs as they are now; one that is gone is missing.
    Map<UUID, String> sealed(Collection<UUID> mailboxes);
}
