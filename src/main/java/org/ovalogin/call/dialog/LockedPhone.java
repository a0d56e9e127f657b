package org.ovalogin.call.dialog;

import org.ovalogin.core.signin.OwnPhone;
import org.ovalogin.core.signin.SignIn;

/// Ends a call from the own phone of a locked mailbox, before any PIN.
///
/// @param signIn records the call
record LockedPhone(SignIn signIn) {
    Outcome tell(Visit visit, Caller caller, OwnPhone own) {
        signIn.refusedLocked(own.mailbox(), visit.source());
        caller.hearLast(Prompt.MAILBOX_LOCKED);
        return new Outcome.Locked();
    }
}
