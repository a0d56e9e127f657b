package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.util.List;
import java.util.function.Function;
import org.ovalogin.call.dialog.Outcome.Next;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.signin.OutsideAccess;

/// The second menu: greetings, the PIN, and at the own phone the use of the mailbox. Only callers
/// who have entered the PIN get there.
final class PersonalOptions {
    private final PinStep pinStep;
    private final ChangePinDialog changePin;
    private final LatestUse latestUse;

    PersonalOptions(PinStep pinStep, ChangePinDialog changePin, LatestUse latestUse) {
        this.pinStep = pinStep;
        this.changePin = changePin;
        this.latestUse = latestUse;
    }

    /// The end of a part of the menu.
    sealed interface Step {
        /// Back to the menu above.
        record Stay(Admission admission) implements Step {}

        /// The call goes on elsewhere, or is over.
        record Leave(Outcome outcome) implements Step {}

        /// After too many wrong keys, or silence, whatever was entered before.
        static Leave gaveUp(Caller caller) {
            caller.hearLast(GOODBYE);
            return new Leave(new Outcome.Cancelled());
        }
    }

    Step run(Visit visit, Caller caller, Admission admission) {
        return confirmed(visit, caller, admission, in -> options(visit, caller, in));
    }

    /// The change of the PIN alone.
    Step change(Visit visit, Caller caller, Admission admission) {
        return confirmed(visit, caller, admission, in -> changeConfirmed(visit, caller, in));
    }

    private Step options(Visit visit, Caller caller, Admission admission) {
        var in = admission;
        while (true) {
            caller.at(CallStage.MENU);
            var owner = OutsideAccess.isOwner(in, caller.source(visit));
            var key =
                    caller.choose(
                            owner
                                    ? List.of(PERSONAL_OPTIONS, LATEST_USE)
                                    : List.of(PERSONAL_OPTIONS),
                            owner ? "2340*" : "230*");
            if (key.isEmpty()) return Step.gaveUp(caller);
            Step step;
            switch (key.get().symbol()) {
                case '2' -> {
                    return new Step.Leave(new Outcome.SignedIn(in, Next.GREETINGS));
                }
                case '3' -> step = changeConfirmed(visit, caller, in);
                case '4' -> step = latestUse.run(visit, caller, in);
                case '*' -> {
                    return new Step.Stay(in);
                }
                default -> step = new Step.Stay(in); // 0: the options again
            }
            if (!(step instanceof Step.Stay(var still))) return step;
            in = still;
        }
    }

    private Step changeConfirmed(Visit visit, Caller caller, Admission in) {
        return switch (changePin.offer(visit, caller, in)) {
            case ChangePinDialog.Changed(var changed) -> new Step.Stay(changed);
            case ChangePinDialog.Left() -> new Step.Stay(in);
            case ChangePinDialog.GaveUp() -> Step.gaveUp(caller);
            case ChangePinDialog.Ended(var outcome) -> new Step.Leave(outcome);
        };
    }

    /// Asks a caller who got in without the PIN for it first.
    private Step confirmed(
            Visit visit, Caller caller, Admission admission, Function<Admission, Step> then) {
        if (admission.level() == Admission.Level.PIN) return then.apply(admission);
        return switch (confirmed(visit, caller, admission)) {
            case Step.Stay(var in) when in.level() == Admission.Level.PIN -> then.apply(in);
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
                pinStep.tellOfFailures(caller, admission);
                yield new Step.Stay(admission);
            }
            case PinStep.Back() -> new Step.Stay(pinless);
            case PinStep.Ended(var outcome) -> new Step.Leave(outcome);
        };
    }
}
