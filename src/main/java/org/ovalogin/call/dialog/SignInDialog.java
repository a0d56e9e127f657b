package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.util.Optional;
import org.ovalogin.call.dialog.PinStep.Purpose;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxKey;
import org.ovalogin.core.signin.OwnPhone;
import org.ovalogin.core.signin.SignIn;

/// Identifies and verifies the caller: from the welcome to the main menu.
final class SignInDialog {
    private final SignIn signIn;
    private final PinStep pinStep;
    private final MainMenu mainMenu;
    private final LockedPhone lockedPhone;

    SignInDialog(SignIn signIn, PinStep pinStep, MainMenu mainMenu, LockedPhone lockedPhone) {
        this.signIn = signIn;
        this.pinStep = pinStep;
        this.mainMenu = mainMenu;
        this.lockedPhone = lockedPhone;
    }

    /// @param wanted the extension that the request names; empty: none
    Outcome run(Visit visit, Caller caller, String wanted) {
        if (!wanted.isEmpty()) {
            caller.hear(WELCOME);
            return signIn(visit, caller, keyed(visit, wanted), Purpose.EXTENSION);
        }
        var own = visit.vouchedFor().flatMap(signIn::ownPhone);
        own.flatMap(found -> found.mailbox().language()).ifPresent(caller::speak);
        caller.hear(WELCOME);
        if (own.isPresent()) {
            var mailbox = own.get().mailbox();
            visit.concerns(mailbox.guid());
            if (own.get().locked() && caller.source(visit).ownPhoneOf(mailbox))
                return lockedPhone.tell(visit, caller, own.get());
            var pinless =
                    own.filter(OwnPhone::pinless)
                            .map(_ -> caller.source(visit))
                            .filter(source -> source.ownPhoneOf(mailbox))
                            .flatMap(source -> signIn.withoutPin(mailbox, source));
            if (pinless.isPresent()) return mainMenu.enter(visit, caller, pinless.get());
            visit.vouchedFor().ifPresent(key -> caller.hear(MAILBOX.with(key.extension())));
        }
        return signIn(visit, caller, own.flatMap(_ -> visit.vouchedFor()), Purpose.OWN_PHONE);
    }

    /// The caller is back from voice mail, but this mailbox was locked, disabled or given another
    /// PIN meanwhile. Asks for its PIN, as at the beginning of the call but for the welcome.
    ///
    /// @param wanted the extension that the request names; empty: none
    Outcome again(Visit visit, Caller caller, Mailbox mailbox, String wanted) {
        visit.concerns(mailbox.guid());
        mailbox.language().ifPresent(caller::speak);
        var primary = new MailboxKey(mailbox.dialPlan().name(), mailbox.extensions().getFirst());
        var own =
                visit.vouchedFor()
                        .filter(_ -> wanted.isEmpty() && visit.source().ownPhoneOf(mailbox));
        var locked = own.flatMap(signIn::ownPhone).filter(OwnPhone::locked);
        if (locked.isPresent()) return lockedPhone.tell(visit, caller, locked.get());
        return signIn(
                visit,
                caller,
                Optional.of(own.orElse(primary)),
                own.isPresent() ? Purpose.OWN_PHONE : Purpose.EXTENSION);
    }

    /// The mailbox's key; empty if the dial plan has no extensions of this length.
    private static Optional<MailboxKey> keyed(Visit visit, String digits) {
        return Optional.of(digits).filter(visit.dialPlan()::isExtension).map(visit::key);
    }

    /// @param first the mailbox whose PIN is asked for, until `*` asks for another extension
    /// @param purpose why `first` is asked for
    private Outcome signIn(
            Visit visit, Caller caller, Optional<MailboxKey> first, Purpose purpose) {
        var known = first;
        while (true) {
            MailboxKey key;
            if (known.isPresent()) {
                key = known.get();
            } else {
                caller.at(CallStage.EXTENSION);
                switch (caller.ask(who(visit))) {
                    case Answer.Digits(var extension) -> key = visit.key(extension);
                    case Answer.Operator() -> {
                        caller.hearLast(CONNECTING_OPERATOR);
                        return new Outcome.Operator(
                                visit.dialPlan().operatorExtension().orElseThrow());
                    }
                    case Answer.Back(), Answer.GaveUp() -> {
                        return goodbye(caller);
                    }
                }
            }
            var why = known.isPresent() ? purpose : Purpose.EXTENSION;
            switch (pinStep.run(visit, caller, key, why)) {
                case PinStep.In(var admission) -> {
                    return mainMenu.enter(visit, caller, admission);
                }
                case PinStep.Ended(var outcome) -> {
                    return outcome;
                }
                case PinStep.Back() -> known = Optional.empty();
            }
        }
    }

    private static Question who(Visit visit) {
        var dialPlan = visit.dialPlan();
        var operator = dialPlan.operatorExtension().isPresent();
        var lengths = dialPlan.extensionLengths();
        return new Question(
                prompt(lengths.differ(), operator).saying(),
                lengths.differ() ? HELP_EXTENSION_POUND : HELP_EXTENSION,
                digits ->
                        lengths.fit(digits)
                                ? Optional.empty()
                                : Optional.of(EXTENSION_INVALID.saying()),
                new Question.End(lengths.longest(), dialPlan.pauseInExtension()),
                operator);
    }

    /// If lengths differ, only `#` completes a shorter extension at once.
    private static Prompt prompt(boolean pound, boolean operator) {
        if (pound) return operator ? ENTER_EXTENSION_POUND_OR_OPERATOR : ENTER_EXTENSION_POUND;
        return operator ? ENTER_EXTENSION_OR_OPERATOR : ENTER_EXTENSION;
    }

    private static Outcome goodbye(Caller caller) {
        caller.hearLast(GOODBYE);
        return new Outcome.Cancelled();
    }
}
