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
    private final Arrival arrival;
    private final PinStep pinStep;
    private final ChangePinDialog changePin;
    private final LatestUse latestUse;

    PersonalOptions(
            Arrival arrival, PinStep pinStep, ChangePinDialog changePin, LatestUse latestUse) {
        this.arrival = arrival;
        this.pinStep = pinStep;
        this.changePin = changePin;
        this.latestUse = latestUse;
    }

    MenuStep run(Visit visit, Caller caller, Admission admission) {
        return confirmed(visit, caller, admission, in -> options(visit, caller, in));
    }

    /// The change of the PIN alone.
    MenuStep change(Visit visit, Caller caller, Admission admission) {
        return confirmed(visit, caller, admission, in -> changeConfirmed(visit, caller, in));
    }

    private MenuStep options(Visit visit, Caller caller, Admission admission) {
        var in = admission;
        while (true) {
            caller.at(CallStage.MENU);
            var owner = OutsideAccess.isOwner(in, visit.source());
            var key =
                    caller.choose(
                            owner
                                    ? List.of(PERSONAL_OPTIONS, LATEST_USE)
                                    : List.of(PERSONAL_OPTIONS),
                            owner ? "2340*" : "230*");
            if (key.isEmpty()) return MenuStep.gaveUp(caller);
            MenuStep step;
            switch (key.get().symbol()) {
                case '2' -> {
                    return new MenuStep.Leave(new Outcome.SignedIn(in, Next.GREETINGS));
                }
                case '3' -> step = changeConfirmed(visit, caller, in);
                case '4' -> step = latestUse.run(visit, caller, in);
                case '*' -> {
                    return new MenuStep.Stay(in);
                }
                default -> step = new MenuStep.Stay(in); // 0: the options again
            }
            if (!(step instanceof MenuStep.Stay(var still))) return step;
            in = still;
        }
    }

    private MenuStep changeConfirmed(Visit visit, Caller caller, Admission in) {
        return switch (changePin.offer(visit, caller, in)) {
            case ChangePinDialog.Changed(var changed) -> new MenuStep.Stay(changed);
            case ChangePinDialog.Left() -> new MenuStep.Stay(in);
            case ChangePinDialog.GaveUp() -> MenuStep.gaveUp(caller);
            case ChangePinDialog.Ended(var outcome) -> new MenuStep.Leave(outcome);
        };
    }

    /// Asks a caller who got in without the PIN for it first.
    private MenuStep confirmed(
            Visit visit, Caller caller, Admission admission, Function<Admission, MenuStep> then) {
        if (admission.level() == Admission.Level.PIN) return then.apply(admission);
        return switch (confirmed(visit, caller, admission)) {
            case MenuStep.Stay(var in) when in.level() == Admission.Level.PIN -> then.apply(in);
            case MenuStep other -> other;
        };
    }

    /// Asks for the PIN of a caller who got in without it. The phone alone opens voice mail, not
    /// the mailbox's settings.
    private MenuStep confirmed(Visit visit, Caller caller, Admission pinless) {
        var mailbox = pinless.mailbox();
        var key =
                visit.vouchedFor()
                        .filter(own -> mailbox.extensions().contains(own.extension()))
                        .orElseGet(() -> visit.key(mailbox.extensions().getFirst()));
        return switch (pinStep.run(visit, caller, key, PinStep.Purpose.OPTIONS)) {
            case PinStep.In(var admission) -> {
                arrival.tell(caller, admission);
                yield new MenuStep.Stay(admission);
            }
            case PinStep.Back() -> new MenuStep.Stay(pinless);
            case PinStep.Ended(var outcome) -> new MenuStep.Leave(outcome);
        };
    }
}
