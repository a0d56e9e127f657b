package org.ovalogin.core.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.MailboxPolicy;

/// Finds mailbox policies. For one thread, within one transaction.
public interface PolicyLookup {
    Optional<MailboxPolicy> find(String dialPlan, String name);

    Optional<MailboxPolicy> find(UUID guid);

    /// In the order of dial plan and name.
    List<MailboxPolicy> all();
}
