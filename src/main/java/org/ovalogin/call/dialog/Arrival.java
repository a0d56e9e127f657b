package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.signin.SignIn;

/// News for a caller who has just entered the PIN.
final class Arrival {
    private final SignIn signIn;

    Arrival(SignIn signIn) {
        this.signIn = signIn;
    }

    /// Only a caller who has entered the PIN is told of failed attempts, and of a reset that no
    /// letter has told; both then count as told.
    void tell(Caller caller, Admission admission) {
        if (admission.level() == Admission.Level.PINLESS) return;
        var failed = admission.failedBefore();
        if (failed == 1) caller.tell(FAILED_ATTEMPT_SINCE.saying());
        if (failed > 1) caller.tell(FAILED_ATTEMPTS_SINCE.with(failed));
        if (admission.mailbox().untoldReset().isPresent()) caller.tell(PIN_WAS_RESET.saying());
        signIn.arrived(admission);
    }
}
