package org.ovalogin.core.signin;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Lockouts.Path;
import org.ovalogin.core.store.MailboxStore;

/// A mailbox whose own, trusted phone calls, as the store had it at one moment.
///
/// @param locked its own phone is not let in
/// @param lockedUntil when its own phone is let in again; empty if a person has to lift the lock
/// @param pinless policy, mailbox and PIN let its own phone in without the PIN
/// @param pinInEmail a mail server has accepted the letter with its PIN, which the owner has not
///   changed yet
public record OwnPhone(
        Mailbox mailbox,
        boolean locked,
        Optional<Instant> lockedUntil,
        boolean pinless,
        boolean pinInEmail) {
    static OwnPhone of(Mailbox mailbox, MailboxStore.View view) {
        var now = view.now();
        return new OwnPhone(
                mailbox,
                mailbox.locked(Path.TRUSTED, now),
                mailbox.lockedUntil(Path.TRUSTED, now),
                pinless(mailbox, now),
                pinInEmail(mailbox, view));
    }

    static boolean pinless(Mailbox mailbox, Instant now) {
        return !mailbox.locked(Path.TRUSTED, now) && settled(mailbox, now) && both(mailbox);
    }

    /// False if only other people got the letter.
    private static boolean pinInEmail(Mailbox mailbox, MailboxStore.View view) {
        return mailbox.pin().temporary()
                && !mailbox.lapsed(view.now())
                && view.notices().sentPins(mailbox.guid(), mailbox.pin().version()).stream()
                        .anyMatch(mailbox.addresses()::contain);
    }

    private static boolean settled(Mailbox mailbox, Instant now) {
        return mailbox.subscriberAccess()
                && !mailbox.pin().mustChange()
                && !mailbox.pin().expired(mailbox.policy().pin(), now)
                && !mailbox.lapsed(now);
    }

    private static boolean both(Mailbox mailbox) {
        return mailbox.pinless() && mailbox.policy().pin().allowPinlessVoiceMailAccess();
    }
}
