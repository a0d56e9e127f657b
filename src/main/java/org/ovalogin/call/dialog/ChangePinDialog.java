package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.util.Optional;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinCheck;
import org.ovalogin.core.pin.PinRule;
import org.ovalogin.core.pin.PinRules;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.PinChange;
import org.ovalogin.core.signin.Verdict;

/// The caller chooses a new PIN and enters it twice. The old PIN holds until `pin-changed`.
final class ChangePinDialog {
    /// Refusals of a new PIN in one go, each with its reason. Enough to meet every rule once.
    private static final int REFUSALS = 5;

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
        var result = run(visit, caller, admission, this::committed);
        if (result instanceof Left || result instanceof GaveUp) caller.hearLast(GOODBYE);
        return result;
    }

    /// Change at the caller's own request.
    Result offer(Visit visit, Caller caller, Admission admission) {
        if (pinChange.tooSoon(admission.mailbox())) {
            caller.hear(PIN_CHANGED_RECENTLY);
            return new Left();
        }
        return run(visit, caller, admission, this::committed);
    }

    /// Change by an owner who says that somebody else has used the mailbox. It is never too soon,
    /// and blocks calls from elsewhere with the same commit.
    Result afterMisuse(Visit visit, Caller caller, Admission admission) {
        caller.tell(NEW_PIN_NOW.saying());
        return run(
                visit,
                caller,
                admission,
                (by, in, ready) -> pinChange.commitAfterMisuse(in.mailbox(), ready, by));
    }

    private Optional<Mailbox> committed(
            CallSource by, Admission admission, PinChange.Prepared.Ready ready) {
        return pinChange.commit(admission.mailbox(), ready, by.origin());
    }

    /// Makes the PIN valid; empty if it can't be any more.
    private interface Commit {
        Optional<Mailbox> of(CallSource by, Admission admission, PinChange.Prepared.Ready ready);
    }

    private Result run(Visit visit, Caller caller, Admission admission, Commit commit) {
        var mailbox = admission.mailbox();
        caller.at(CallStage.NEW_PIN);
        var prompt = NEW_PIN.with(mailbox.policy().pin().minPinLength());
        for (var left = REFUSALS - 1; ; left--) {
            switch (choose(caller, mailbox, prompt)) {
                case Chosen(var ready) -> {
                    var by = caller.source(visit);
                    return changed(caller, admission, commit.of(by, admission, ready));
                }
                case NotChosen(var result) -> {
                    return result;
                }
                case Refused(var why) -> {
                    caller.dropTypedAhead();
                    if (left == 0) {
                        caller.tell(why);
                        return new GaveUp();
                    }
                    // The reason says what to do, so the question need not follow.
                    prompt = why;
                }
            }
        }
    }

    private sealed interface Choice {}

    /// Two equal entries that the rules allow.
    private record Chosen(PinChange.Prepared.Ready ready) implements Choice {}

    private record Refused(Saying why) implements Choice {}

    private record NotChosen(Result result) implements Choice {}

    private Choice choose(Caller caller, Mailbox mailbox, Saying prompt) {
        var first = caller.ask(question(prompt));
        if (!(first instanceof Answer.Digits(var digits))) return left(first);
        var complaint = complaint(digits, mailbox);
        if (complaint.isPresent()) return new Refused(complaint.get());
        var second = caller.ask(question(NEW_PIN_AGAIN.saying()));
        if (!(second instanceof Answer.Digits)) return left(second);
        if (!first.equals(second)) return new Refused(PIN_MISMATCH.saying());
        var pin = Pin.of(digits).orElseThrow();
        return switch (caller.await(
                () -> prepare(mailbox, pin), new PinChange.Prepared.Unavailable())) {
            case PinChange.Prepared.Ready ready -> new Chosen(ready);
            case PinChange.Prepared.UsedBefore() -> new Refused(PIN_USED_BEFORE.saying());
            case PinChange.Prepared.Unavailable() -> new NotChosen(unavailable(caller));
        };
    }

    private PinChange.Prepared prepare(Mailbox mailbox, Pin pin) {
        try (pin) {
            return pinChange.prepare(mailbox, pin);
        }
    }

    private static Result changed(Caller caller, Admission admission, Optional<Mailbox> changed) {
        if (changed.isEmpty()) return unavailable(caller);
        caller.tell(PIN_CHANGED.saying());
        return new Changed(admission.withNewPin(changed.get()));
    }

    private static Choice left(Answer answer) {
        return new NotChosen(answer instanceof Answer.Back ? new Left() : new GaveUp());
    }

    private static Result unavailable(Caller caller) {
        caller.hearLast(SERVICE_UNAVAILABLE);
        return new Ended(new Outcome.Unavailable());
    }

    /// Any digits are an answer: a PIN that the rules refuse is no input failure.
    private static Question question(Saying prompt) {
        return new Question(
                prompt, HELP_NEW_PIN, _ -> Optional.empty(), Question.End.BY_PAUSE, false);
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
