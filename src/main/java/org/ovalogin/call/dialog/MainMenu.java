package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.util.List;
import org.ovalogin.call.dialog.Outcome.Next;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.signin.OutsideAccess;

/// The menu of a signed-in caller. Messages and greetings are Asterisk's part.
final class MainMenu {
    private final PinStep pinStep;
    private final ExpiryHint expiryHint;
    private final PersonalOptions personalOptions;
    private final OutsideAccess outsideAccess;

    MainMenu(
            PinStep pinStep,
            ExpiryHint expiryHint,
            PersonalOptions personalOptions,
            OutsideAccess outsideAccess) {
        this.pinStep = pinStep;
        this.expiryHint = expiryHint;
        this.personalOptions = personalOptions;
        this.outsideAccess = outsideAccess;
    }

    /// The caller has just signed in.
    Outcome enter(Visit visit, Caller caller, Admission admission) {
        caller.at(CallStage.MENU);
        caller.hear(GREETING);
        pinStep.tellOfFailures(caller, admission);
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
            var allowable = OutsideAccess.allowable(in, caller.source(visit));
            var key =
                    caller.choose(
                            allowable ? List.of(ALLOW_OUTSIDE, MAIN_MENU) : List.of(MAIN_MENU),
                            "160*" + (toChange ? "3" : "") + (allowable ? "4" : ""));
            if (key.isEmpty()) return PersonalOptions.Step.gaveUp(caller).outcome();
            var step =
                    switch (key.get().symbol()) {
                        case '1' ->
                                new PersonalOptions.Step.Leave(
                                        new Outcome.SignedIn(in, Next.VOICEMAIL));
                        case '3' -> personalOptions.change(visit, caller, in);
                        case '4' -> allowOutside(visit, caller, in);
                        case '6' -> personalOptions.run(visit, caller, in);
                        case '*' -> leave(caller, in);
                        default -> new PersonalOptions.Step.Stay(in); // 0: the menu again
                    };
            switch (step) {
                case PersonalOptions.Step.Stay(var still) -> in = still;
                case PersonalOptions.Step.Leave(var outcome) -> {
                    return outcome;
                }
            }
        }
    }

    private PersonalOptions.Step allowOutside(Visit visit, Caller caller, Admission admission) {
        var allowed = outsideAccess.allow(admission, caller.source(visit));
        caller.tell((allowed.isPresent() ? OUTSIDE_ALLOWED : OUTSIDE_BLOCKED).saying());
        return new PersonalOptions.Step.Stay(allowed.orElse(admission));
    }

    /// Only the owner's own phone is told. Elsewhere this would inform a guesser.
    private static void tellOfBlock(Visit visit, Caller caller, Admission admission) {
        if (admission.outsideBlocked() && caller.source(visit).ownPhoneOf(admission.mailbox()))
            caller.hear(OUTSIDE_BLOCKED);
    }

    private static void tellOfMessages(Caller caller, Admission admission) {
        var messages = caller.newMessages(admission.mailbox().voicemailBox());
        if (messages == 1) caller.hear(NEW_MESSAGE);
        if (messages > 1) caller.hear(NEW_MESSAGES.with(messages));
    }

    private static PersonalOptions.Step leave(Caller caller, Admission admission) {
        caller.hearLast(GOODBYE);
        return new PersonalOptions.Step.Leave(new Outcome.SignedIn(admission, Next.HANGUP));
    }
}
