package org.ovalogin.core.store;

import java.util.UUID;
import org.ovalogin.core.mailbox.MailboxKey;

/// A PIN that an import has hashed for a mailbox to be.
///
/// @param mailbox the GUID that the mailbox will have
/// @param sealed the hash, encrypted and bound to that GUID
public record StagedPin(UUID mailbox, MailboxKey place, String sealed) {
    @Override
    public String toString() {
        return "StagedPin[%s]".formatted(mailbox);
    }
}
