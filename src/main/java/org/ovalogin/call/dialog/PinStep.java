package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.util.Optional;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.signin.SignIn;
import org.ovalogin.core.signin.Verdict;

/// Asks for the PIN of a mailbox once, and requires a change where one is due.
final class PinStep {
    private static final Question PIN =
            new Question(
                    ENTER_PIN,
                    HELP_PIN,
                    digits ->
                            Pin.of(digits).isPresent()
                                    ? Optional.empty()
                                    : Optional.of(PIN_INVALID.saying()));

    private final SignIn signIn;
    private final ChangePinDialog changePin;

    PinStep(SignIn signIn, ChangePinDialog changePin) {
        this.signIn = signIn;
        this.changePin = changePin;
    }

    sealed interface Result {}

    record In(Admission admission) implements Result {}

    /// `*`: the caller wants another extension.
    record Back() implements Result {}

    /// The PIN was refused; the caller may try again.
    record Refused() implements Result {}

    /// The call is over.
    record Ended(Outcome outcome) implements Result {}

    Result run(Visit visit, Caller caller, MailboxKey key) {
        caller.at(CallStage.PIN);
        return switch (caller.ask(PIN)) {
            case Answer.Digits(var digits) -> {
                caller.isVouchedFor(visit);
                var pin = Pin.of(digits).orElseThrow();
                yield act(
                        visit,
                        caller,
                        caller.await(() -> attempt(visit, key, pin), new Verdict.Unavailable()));
            }
            case Answer.Back() -> new Back();
            case Answer.GaveUp(), Answer.Operator() -> {
                caller.hearLast(GOODBYE);
                yield new Ended(new Outcome.Cancelled());
            }
        };
    }

    /// Wipes the PIN on the verdict's thread, which a hang-up doesn't stop.
    private Verdict attempt(Visit visit, MailboxKey key, Pin pin) {
        try (pin) {
            return signIn.attempt(key, pin, visit.source());
        }
    }

    private Result act(Visit visit, Caller caller, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted(var admission) -> {
                speak(visit, caller, admission);
                yield new In(admission);
            }
            case Verdict.MustChange(var admission, var why) -> {
                speak(visit, caller, admission);
                yield switch (changePin.force(visit, caller, admission, why)) {
                    case ChangePinDialog.Changed(var changed) -> new In(changed);
                    case ChangePinDialog.Left(), ChangePinDialog.GaveUp() ->
                            new Ended(new Outcome.Cancelled());
                    case ChangePinDialog.Ended(var outcome) -> new Ended(outcome);
                };
            }
            case Verdict.Refused() -> refused(visit, caller);
            case Verdict.Unavailable() -> {
                caller.hearLast(SERVICE_UNAVAILABLE);
                yield new Ended(new Outcome.Unavailable());
            }
        };
    }

    private static void speak(Visit visit, Caller caller, Admission admission) {
        visit.concerns(admission.mailbox().guid());
        admission.mailbox().language().ifPresent(caller::speak);
    }

    private static Result refused(Visit visit, Caller caller) {
        if (visit.refusedOnceTooOften()) {
            caller.hearLast(TRY_LATER);
            return new Ended(new Outcome.Failed());
        }
        if (caller.refuse(LOGIN_INCORRECT)) {
            caller.hearLast(GOODBYE);
            return new Ended(new Outcome.Cancelled());
        }
        return new Refused();
    }
}
