package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.util.Optional;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.OwnPhone;
import org.ovalogin.core.signin.SignIn;
import org.ovalogin.core.signin.Verdict;

/// Asks for the PIN of a mailbox until it is right or the call ends, and requires a change where
/// one is due. Refusals sound the same for every reason.
final class PinStep {
    /// The refusal after which the owner of a temporary PIN is told where it is.
    private static final int LOST = 3;

    private final SignIn signIn;
    private final ChangePinDialog changePin;
    private final TryLater tryLater;

    PinStep(SignIn signIn, ChangePinDialog changePin, TryLater tryLater) {
        this.signIn = signIn;
        this.changePin = changePin;
        this.tryLater = tryLater;
    }

    /// The reason to ask for a PIN, and with it the words: the refusal, the question after it, and
    /// the help. The last two name the way out.
    enum Purpose {
        /// The extension was keyed, or named by the request.
        EXTENSION(LOGIN_INCORRECT, ENTER_PIN_AGAIN, HELP_PIN),
        /// The caller's number is the extension.
        OWN_PHONE(PIN_INCORRECT, ENTER_PIN_AGAIN, HELP_PIN),
        /// The own phone came into the main menu without a PIN.
        OPTIONS(PIN_INCORRECT, ENTER_PIN_AGAIN_FOR_OPTIONS, HELP_PIN_FOR_OPTIONS);

        private final Prompt refusal;
        private final Prompt again;
        private final Prompt help;

        Purpose(Prompt refusal, Prompt again, Prompt help) {
            this.refusal = refusal;
            this.again = again;
            this.help = help;
        }
    }

    sealed interface Result {}

    record In(Admission admission) implements Result {}

    /// `*`: the caller leaves the question.
    record Back() implements Result {}

    /// The call is over.
    record Ended(Outcome outcome) implements Result {}

    Result run(Visit visit, Caller caller, MailboxKey key, Purpose purpose) {
        caller.at(CallStage.PIN);
        var prompt = ENTER_PIN;
        while (true) {
            switch (caller.ask(question(prompt, purpose, key))) {
                case Answer.Digits(var digits) -> {
                    var source = caller.source(visit);
                    var pin = Pin.of(digits).orElseThrow();
                    var back = visit.comingBack();
                    var verdict =
                            caller.await(
                                    () -> attempt(key, pin, source, back),
                                    new Verdict.Unavailable());
                    var result = act(visit, caller, key, purpose, verdict);
                    if (result.isPresent()) return result.get();
                    prompt = purpose.again;
                }
                case Answer.Back() -> {
                    return new Back();
                }
                case Answer.GaveUp(), Answer.Operator() -> {
                    caller.hearLast(GOODBYE);
                    return new Ended(new Outcome.Cancelled());
                }
            }
        }
    }

    private static Question question(Prompt prompt, Purpose purpose, MailboxKey key) {
        return new Question(prompt, purpose.help, digits -> complaint(digits, key));
    }

    /// Neither kind of entry is compared or charged. The complaints depend on the keys alone.
    private static Optional<Saying> complaint(String digits, MailboxKey key) {
        if (digits.equals(key.extension())) return Optional.of(PIN_IS_EXTENSION.saying());
        return Pin.of(digits).isPresent() ? Optional.empty() : Optional.of(PIN_INVALID.saying());
    }

    /// Wipes the PIN on the verdict's thread, which a hang-up doesn't stop.
    private Verdict attempt(
            MailboxKey key, Pin pin, CallSource source, Optional<SignIn.Return> back) {
        try (pin) {
            return signIn.attempt(key, pin, source, back);
        }
    }

    /// Empty if the caller may try again.
    private Optional<Result> act(
            Visit visit, Caller caller, MailboxKey key, Purpose purpose, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Admitted(var admission) -> {
                speak(visit, caller, admission);
                yield Optional.of(new In(admission));
            }
            case Verdict.MustChange(var admission, var why) -> {
                speak(visit, caller, admission);
                yield Optional.of(forced(changePin.force(visit, caller, admission, why)));
            }
            case Verdict.Refused() -> refused(visit, caller, key, purpose);
            case Verdict.Unavailable() -> {
                caller.hearLast(SERVICE_UNAVAILABLE);
                yield Optional.of(new Ended(new Outcome.Unavailable()));
            }
        };
    }

    private static Result forced(ChangePinDialog.Result change) {
        return switch (change) {
            case ChangePinDialog.Changed(var changed) -> new In(changed);
            case ChangePinDialog.Left(), ChangePinDialog.GaveUp() ->
                    new Ended(new Outcome.Cancelled());
            case ChangePinDialog.Ended(var outcome) -> new Ended(outcome);
        };
    }

    private static void speak(Visit visit, Caller caller, Admission admission) {
        visit.concerns(admission.mailbox().guid());
        admission.mailbox().language().ifPresent(caller::speak);
    }

    /// The language stays: a change of it would tell which extension exists.
    private Optional<Result> refused(Visit visit, Caller caller, MailboxKey key, Purpose purpose) {
        var last = visit.refusedOnceTooOften();
        var inEmail = visit.refusals() == LOST && pinInEmail(caller.source(visit), key);
        if (last) {
            if (inEmail) caller.hearLast(PIN_IN_EMAIL);
            tryLater.tell(visit, caller);
            return Optional.of(new Ended(new Outcome.Failed()));
        }
        if (caller.refuse(purpose.refusal)) {
            caller.hearLast(GOODBYE);
            return Optional.of(new Ended(new Outcome.Cancelled()));
        }
        if (inEmail) caller.hear(PIN_IN_EMAIL);
        return Optional.empty();
    }

    /// Only the mailbox's own, trusted phone is told, whatever was entered. The extension keyed
    /// does not change what is read.
    private boolean pinInEmail(CallSource source, MailboxKey key) {
        return source.vouchedFor()
                .flatMap(signIn::ownPhone)
                .filter(OwnPhone::pinInEmail)
                .filter(own -> own.mailbox().extensions().contains(key.extension()))
                .isPresent();
    }

    /// Only a caller who has entered the PIN is told of failed attempts, and of a reset that no
    /// letter has told; both then count as told.
    void tellOfFailures(Caller caller, Admission admission) {
        if (admission.level() == Admission.Level.PINLESS) return;
        var failed = admission.failedBefore();
        if (failed == 1) caller.tell(FAILED_ATTEMPT_SINCE.saying());
        if (failed > 1) caller.tell(FAILED_ATTEMPTS_SINCE.with(failed));
        if (admission.mailbox().untoldReset().isPresent()) caller.tell(PIN_WAS_RESET.saying());
        if (!admission.arrived()) caller.meanwhile(() -> signIn.arrived(admission));
    }
}
