package org.ovalogin.core.store;

import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.ResetLink;

/// Changes links by which owners reset their PINs.
public interface ResetLinkChanges extends ResetLinkLookup {
    /// Does nothing if the link is there already, as it is when its letter is tried again.
    void add(ResetLink link);

    /// Writes as much as a link is, by a statement of the same kind: nobody can tell from the time
    /// of other writes whether there was somebody to send it to.
    void pretend(ResetLink link);

    /// Writes as much as a letter with links is.
    void pretend(Notice letter);

    /// Writes as much as the claim of such a letter, or its delivery, would.
    void pretendDelivery(UUID letter, boolean done);

    /// Takes a link that is not over and whose PIN still holds, and makes all others of its mailbox
    /// void. Nobody can take it twice.
    Optional<ResetLink> redeem(String hash);
}
