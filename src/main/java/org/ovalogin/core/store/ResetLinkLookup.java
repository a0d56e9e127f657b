package org.ovalogin.core.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.ResetLink;

/// Finds links by which owners reset their PINs. For one thread, within one transaction.
public interface ResetLinkLookup {
    /// A link that is not over and whose PIN still holds.
    Optional<ResetLink> find(String hash);

    /// How many links were sent for the mailbox since then.
    int sent(UUID mailbox, Instant since);
}
