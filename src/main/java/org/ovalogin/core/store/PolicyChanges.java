package org.ovalogin.core.store;

import org.ovalogin.core.mailbox.MailboxPolicy;

/// Changes mailbox policies.
public interface PolicyChanges extends PolicyLookup {
    void add(MailboxPolicy policy);

    /// All its mailboxes forget former PINs beyond its `PINHistoryCount`.
    void save(MailboxPolicy policy);

    /// It has no mailboxes.
    void remove(MailboxPolicy policy);
}
