package org.ovalogin.core.administration;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.mailbox.MailFailure;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.MailboxStore;

/// A mailbox, the fate of its owner's e-mails, and the time, all of one moment.
///
/// @param mailFailure the e-mail that did not reach the owner, while that still matters
/// @param mailDelay the e-mail to the owner that waits after a failed try
public record MailboxReport(
        Mailbox mailbox,
        Optional<MailFailure> mailFailure,
        Optional<MailDelay> mailDelay,
        Instant now) {
    static MailboxReport of(MailboxStore.View view, Mailbox mailbox) {
        return new MailboxReport(
                mailbox,
                view.notices().failure(mailbox.guid()),
                view.notices().delay(mailbox.guid()),
                view.now());
    }

    /// The same of the mailbox as it would be.
    public MailboxReport with(Mailbox changed) {
        return new MailboxReport(changed, mailFailure, mailDelay, now);
    }
}
