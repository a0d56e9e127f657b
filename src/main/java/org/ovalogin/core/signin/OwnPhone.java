package org.ovalogin.core.signin;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Lockouts.Path;

/// A mailbox whose own, trusted phone calls, as the store had it at one moment.
///
/// @param locked its own phone is not let in
/// @param lockedUntil when its own phone is let in again; empty if a person has to lift the lock
/// @param pinless policy, mailbox and PIN let its own phone in without the PIN
public record OwnPhone(
        Mailbox mailbox, boolean locked, Optional<Instant> lockedUntil, boolean pinless) {
    static OwnPhone of(Mailbox mailbox, Instant now) {
        var locked = mailbox.locked(Path.TRUSTED, now);
        return new OwnPhone(
                mailbox,
                locked,
                mailbox.lockedUntil(Path.TRUSTED, now),
                !locked && settled(mailbox, now) && both(mailbox));
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
