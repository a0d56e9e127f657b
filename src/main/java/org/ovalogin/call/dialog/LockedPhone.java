package org.ovalogin.call.dialog;

import java.time.Instant;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.signin.OwnPhone;
import org.ovalogin.core.signin.SignIn;

/// Ends a call from the own phone of a locked mailbox, before any PIN. Here alone a caller hears of
/// a lock, and when it ends by itself.
///
/// @param signIn records the call
record LockedPhone(SignIn signIn, Locality locality) {
    Outcome tell(Visit visit, Caller caller, OwnPhone own) {
        var mailbox = own.mailbox();
        signIn.refusedLocked(mailbox, visit.source());
        caller.hearLast(
                own.lockedUntil()
                        .map(end -> Prompt.MAILBOX_LOCKED_UNTIL.with(spoken(end, mailbox)))
                        .orElseGet(Prompt.MAILBOX_LOCKED::saying));
        return new Outcome.Locked();
    }

    private SpokenTime spoken(Instant end, Mailbox mailbox) {
        return SpokenTime.of(
                Lockout.inWholeMinutes(end),
                locality.clock().instant(),
                mailbox.zone().orElse(locality.zone()));
    }
}
