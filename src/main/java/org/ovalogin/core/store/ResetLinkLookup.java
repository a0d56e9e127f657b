package org.ovalogin.core.store;

import java.util.Optional;
import org.ovalogin.core.mailbox.ResetLink;

/// Finds links by which owners reset their PINs. For one thread, within one transaction.
public interface ResetLinkLookup {
    /// A link that is not over and whose PIN still holds.
    Optional<ResetLink> find(String hash);
}
