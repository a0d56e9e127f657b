package org.ovalogin.core.store;

import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinHasher.Cost;

/// Changes mailbox policies.
public interface PolicyChanges extends PolicyLookup {
    void add(MailboxPolicy policy);

    /// All its mailboxes forget former PINs beyond its `PINHistoryCount`.
    void save(MailboxPolicy policy);

    /// It has no mailboxes.
    void remove(MailboxPolicy policy);

    /// Brings a cost of new hashes into force on all servers.
    void hashCost(Cost cost);
}
