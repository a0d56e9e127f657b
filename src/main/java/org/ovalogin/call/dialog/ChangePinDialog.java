package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.util.Optional;
import java.util.function.Function;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinCheck;
import org.ovalogin.core.pin.PinRule;
import org.ovalogin.core.pin.PinRules;
import org.ovalogin.core.signin.PinChange;
import org.ovalogin.core.signin.Verdict;

/// The caller chooses a new PIN and enters it twice. The old PIN holds until `pin-changed`.
final class ChangePinDialog {
    private static final Question AGAIN = question(NEW_PIN_AGAIN.saying(), _ -> Optional.empty());

    private final PinChange pinChange;

    ChangePinDialog(PinChange pinChange) {
        this.pinChange = pinChange;
    }

    sealed interface Result {}

    /// The caller has a new PIN.
    record Changed(Admission admission) implements Result {}

    /// `*`: nothing has changed.
    record Left() implements Result {}

    /// Patience has run out and nothing has changed. The good-bye is still to be said.
    record GaveUp() implements Result {}

    /// The call is over, and nothing has changed.
    record Ended(Outcome outcome) implements Result {}

    /// Mandatory change after sign-in: only a new PIN opens the mailbox.
    Result force(Visit visit, Caller caller, Admission admission, Verdict.Why why) {
        caller.tell(
                switch (why) {
                    case FIRST_TIME -> FIRST_TIME_WELCOME.saying();
                    case EXPIRED -> PIN_EXPIRED.saying();
                    case REQUIRED -> PIN_MUST_CHANGE.saying();
                });
        var result = run(visit, caller, admission);
        if (result instanceof Left || result instanceof GaveUp) caller.hearLast(GOODBYE);
        return result;
    }

    /// Change at the caller's own request.
    Result offer(Visit visit, Caller caller, Admission admission) {
        if (pinChange.tooSoon(admission.mailbox())) {
            caller.hear(PIN_CHANGED_RECENTLY);
            return new Left();
        }
        return run(visit, caller, admission);
    }

    private Result run(Visit visit, Caller caller, Admission admission) {
        var mailbox = admission.mailbox();
        caller.at(CallStage.NEW_PIN);
        while (true) {
            var first = caller.ask(newPin(mailbox));
            if (!(first instanceof Answer.Digits(var digits))) return left(first);
            var second = caller.ask(AGAIN);
            if (!(second instanceof Answer.Digits)) return left(second);
            if (!first.equals(second)) {
                if (caller.complain(PIN_MISMATCH)) return new GaveUp();
                continue;
            }
            var pin = Pin.of(digits).orElseThrow();
            switch (caller.await(
                    () -> prepare(mailbox, pin), new PinChange.Prepared.Unavailable())) {
                case PinChange.Prepared.Ready ready -> {
                    return commit(visit, caller, admission, ready);
                }
                case PinChange.Prepared.UsedBefore() -> {
                    if (caller.complain(PIN_USED_BEFORE)) return new GaveUp();
                }
                case PinChange.Prepared.Unavailable() -> {
                    return unavailable(caller);
                }
            }
        }
    }

    private PinChange.Prepared prepare(Mailbox mailbox, Pin pin) {
        try (pin) {
            return pinChange.prepare(mailbox, pin);
        }
    }

    private Result commit(
            Visit visit, Caller caller, Admission admission, PinChange.Prepared.Ready ready) {
        var changed = pinChange.commit(admission.mailbox(), ready, visit.source().origin());
        if (changed.isEmpty()) return unavailable(caller);
        caller.settled();
        caller.tell(PIN_CHANGED.saying());
        return new Changed(admission.withNewPin(changed.get()));
    }

    private static Result left(Answer answer) {
        return answer instanceof Answer.Back ? new Left() : new GaveUp();
    }

    private static Result unavailable(Caller caller) {
        caller.hearLast(SERVICE_UNAVAILABLE);
        return new Ended(new Outcome.Unavailable());
    }

    private static Question newPin(Mailbox mailbox) {
        return question(
                NEW_PIN.with(mailbox.policy().pin().minPinLength()),
                digits -> complaint(digits, mailbox));
    }

    private static Question question(Saying prompt, Function<String, Optional<Saying>> judge) {
        return new Question(prompt, HELP_NEW_PIN, judge, Question.End.BY_PAUSE, false, false);
    }

    /// The first broken rule only; a caller can't remember more.
    private static Optional<Saying> complaint(String digits, Mailbox mailbox) {
        return switch (PinRules.check(digits, mailbox.policy().pin(), mailbox.extensions())) {
            case PinCheck.Allowed _ -> Optional.empty();
            case PinCheck.Refused(var rules) -> Optional.of(saying(rules.getFirst()));
        };
    }

    private static Saying saying(PinRule rule) {
        return switch (rule) {
            case PinRule.TooShort(var minimum) -> PIN_TOO_SHORT.with(minimum);
            case PinRule.TooLong _ -> PIN_TOO_LONG.saying();
            case PinRule.Sequential() -> PIN_SEQUENTIAL.saying();
            case PinRule.Repeated() -> PIN_REPEATED.saying();
            case PinRule.ContainsExtension() -> PIN_EXTENSION.saying();
            case PinRule.Common() -> PIN_TOO_COMMON.saying();
            case PinRule.UsedBefore() -> PIN_USED_BEFORE.saying();
        };
    }
}
