package org.ovalogin.core.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Mailbox;

/// Changes mailboxes and their former PINs. A mailbox found here stays unchanged by others until
/// the transaction ends.
public interface MailboxChanges extends MailboxLookup {
    void add(Mailbox mailbox);

    /// Saves all of it but GUID and dial plan.
    void save(Mailbox mailbox);

    /// Its owner is in now, and has heard of so many failed attempts, and of this reset.
    void heard(UUID guid, int failed, Optional<Instant> reset);

    /// Its owner has heard on the phone that this version of the PIN expires soon.
    void toldOfExpiry(UUID guid, long pinVersion);

    /// With everything that belongs to it but its events. [Outbox#filesToDelete()] tells of the
    /// files of e-mails that it leaves behind.
    void remove(Mailbox mailbox);

    /// @param keep how many former PINs the history holds afterwards, this one included
    void addToPinHistory(UUID guid, String sealed, Instant at, int keep);

    /// Replaces the history's newest entry by a new hash of the same PIN.
    void replaceNewestInPinHistory(UUID guid, String sealed);
}
