package org.ovalogin.core.moving;

import java.util.UUID;
import org.ovalogin.core.mailbox.MailboxKey;

/// A box on its way to become a mailbox.
///
/// @param mailbox the GUID that the mailbox will have
record Newcomer(
        BoxOutcome outcome,
        Candidate candidate,
        DialPlanOutcome destination,
        MovedOwner owner,
        PinFate fate,
        UUID mailbox) {
    MailboxKey place() {
        return candidate.place();
    }

    /// Its own PIN opens the mailbox, and is hashed.
    boolean keepsPin() {
        return switch (fate) {
            case STAYS, TO_BE_CHANGED, OWN_PHONE -> true;
            case GENERATED, NONE -> false;
        };
    }
}
