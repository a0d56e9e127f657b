package org.ovalogin.core.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinHasher.Cost;

/// Finds mailbox policies. For one thread, within one transaction.
public interface PolicyLookup {
    Optional<MailboxPolicy> find(String dialPlan, String name);

    Optional<MailboxPolicy> find(UUID guid);

    /// In the order of dial plan and name.
    List<MailboxPolicy> all();

    /// The number of mailboxes of each policy that has any.
    Map<UUID, Long> mailboxes();

    /// The cost of new hashes, for all policies; empty until a server of this release has started.
    Optional<Cost> hashCost();
}
