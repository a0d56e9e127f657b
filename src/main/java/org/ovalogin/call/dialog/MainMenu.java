package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.util.function.Function;
import org.ovalogin.call.dialog.Outcome.Next;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.signin.SignIn;

/// The menu of a signed-in caller. Messages and greetings are Asterisk's part; changing the PIN is
/// ours.
final class MainMenu {
    private final SignIn signIn;
    private final PinStep pinStep;
    private final ChangePinDialog changePin;
    private final ExpiryHint expiryHint;

    MainMenu(SignIn signIn, PinStep pinStep, ChangePinDialog changePin, ExpiryHint expiryHint) {
        this.signIn = signIn;
        this.pinStep = pinStep;
        this.changePin = changePin;
        this.expiryHint = expiryHint;
    }

    /// The caller has just signed in.
    Outcome enter(Visit visit, Caller caller, Admission admission) {
        caller.at(CallStage.MENU);
        caller.hear(GREETING);
        tellOfFailures(caller, admission);
        tellOfBlock(visit, caller, admission);
        tellOfMessages(caller, admission);
        return run(visit, caller, admission, expiryHint.tell(caller, admission));
    }

    /// The menu itself. Callers also return to it from voice mail.
    Outcome run(Visit visit, Caller caller, Admission admission) {
        return run(visit, caller, admission, false);
    }

    /// @param hinted the caller has heard that 3 changes the PIN, which expires soon
    private Outcome run(Visit visit, Caller caller, Admission admission, boolean hinted) {
        visit.concerns(admission.mailbox().guid());
        var in = admission;
        while (true) {
            caller.at(CallStage.MENU);
            var toChange = hinted && in.expires().isPresent();
            var key = caller.choose(MAIN_MENU, toChange ? "1603*" : "160*");
            if (key.isEmpty()) return giveUp(caller);
            switch (key.get().symbol()) {
                case '1' -> {
                    return new Outcome.SignedIn(in, Next.VOICEMAIL);
                }
                case '3', '6' -> {
                    var step =
                            key.get().symbol() == '3'
                                    ? changeFromMenu(visit, caller, in)
                                    : personalOptions(visit, caller, in);
                    switch (step) {
                        case Stay(var still) -> in = still;
                        case Leave(var outcome) -> {
                            return outcome;
                        }
                    }
                }
                case '*' -> {
                    return leave(caller, in);
                }
                default -> {} // 0: the menu again
            }
        }
    }

    private sealed interface Step {}

    private record Stay(Admission admission) implements Step {}

    private record Leave(Outcome outcome) implements Step {}

    private Step personalOptions(Visit visit, Caller caller, Admission admission) {
        return confirmed(visit, caller, admission, in -> options(visit, caller, in));
    }

    private Step changeFromMenu(Visit visit, Caller caller, Admission admission) {
        return confirmed(visit, caller, admission, in -> change(visit, caller, in));
    }

    private Step options(Visit visit, Caller caller, Admission admission) {
        var in = admission;
        while (true) {
            caller.at(CallStage.MENU);
            var key = caller.choose(PERSONAL_OPTIONS, "230*");
            if (key.isEmpty()) return new Leave(giveUp(caller));
            switch (key.get().symbol()) {
                case '2' -> {
                    return new Leave(new Outcome.SignedIn(in, Next.GREETINGS));
                }
                case '3' -> {
                    switch (change(visit, caller, in)) {
                        case Stay(var still) -> in = still;
                        case Leave left -> {
                            return left;
                        }
                    }
                }
                case '*' -> {
                    return new Stay(in);
                }
                default -> {} // 0: the options again
            }
        }
    }

    private Step change(Visit visit, Caller caller, Admission in) {
        return switch (changePin.offer(visit, caller, in)) {
            case ChangePinDialog.Changed(var changed) -> new Stay(changed);
            case ChangePinDialog.Left() -> new Stay(in);
            case ChangePinDialog.GaveUp() -> new Leave(giveUp(caller));
            case ChangePinDialog.Ended(var outcome) -> new Leave(outcome);
        };
    }

    /// Asks a caller who got in without the PIN for it first.
    private Step confirmed(
            Visit visit, Caller caller, Admission admission, Function<Admission, Step> then) {
        if (admission.level() == Admission.Level.PIN) return then.apply(admission);
        return switch (confirmed(visit, caller, admission)) {
            case Stay(var in) when in.level() == Admission.Level.PIN -> then.apply(in);
            case Step other -> other;
        };
    }

    /// Asks for the PIN of a caller who got in without it. The phone alone opens voice mail, not
    /// the mailbox's settings.
    private Step confirmed(Visit visit, Caller caller, Admission pinless) {
        var mailbox = pinless.mailbox();
        var key =
                visit.vouchedFor()
                        .filter(own -> mailbox.extensions().contains(own.extension()))
                        .orElseGet(() -> visit.key(mailbox.extensions().getFirst()));
        return switch (pinStep.run(visit, caller, key, PinStep.Purpose.OPTIONS)) {
            case PinStep.In(var admission) -> {
                tellOfFailures(caller, admission);
                yield new Stay(admission);
            }
            case PinStep.Back() -> new Stay(pinless);
            case PinStep.Ended(var outcome) -> new Leave(outcome);
        };
    }

    /// Only a caller who has entered the PIN is told of failed attempts, and of a reset that no
    /// letter has told; both then count as told.
    private void tellOfFailures(Caller caller, Admission admission) {
        if (admission.level() == Admission.Level.PINLESS) return;
        var failed = admission.failedBefore();
        if (failed == 1) caller.tell(FAILED_ATTEMPT_SINCE.saying());
        if (failed > 1) caller.tell(FAILED_ATTEMPTS_SINCE.with(failed));
        if (admission.mailbox().untoldReset().isPresent()) caller.tell(PIN_WAS_RESET.saying());
        signIn.arrived(admission);
    }

    /// Only the owner's own phone is told. Elsewhere this would inform a guesser.
    private static void tellOfBlock(Visit visit, Caller caller, Admission admission) {
        if (visit.source().ownPhoneOf(admission.mailbox()) && admission.outsideBlocked())
            caller.hear(OUTSIDE_BLOCKED);
    }

    private static void tellOfMessages(Caller caller, Admission admission) {
        var messages = caller.newMessages(admission.mailbox().voicemailBox());
        if (messages == 1) caller.hear(NEW_MESSAGE);
        if (messages > 1) caller.hear(NEW_MESSAGES.with(messages));
    }

    /// After too many wrong keys, or silence, whatever was entered before.
    private static Outcome giveUp(Caller caller) {
        caller.hearLast(GOODBYE);
        return new Outcome.Cancelled();
    }

    private static Outcome leave(Caller caller, Admission admission) {
        caller.hearLast(GOODBYE);
        return new Outcome.SignedIn(admission, Next.HANGUP);
    }
}
