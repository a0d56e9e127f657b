package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.signin.CallSource;
import org.ovalogin.core.signin.OutsideAccess;
import org.ovalogin.core.signin.SignIn;

/// Tells an owner at the own phone when the mailbox was used and from which number. An owner who
/// hears of somebody else chooses a new PIN at once and blocks calls from elsewhere. A caller whom
/// that phone has put through hears none of it.
final class LatestUse {
    private static final String CALLER = "caller ";

    /// Characters that people and trunks put between digits.
    private static final Pattern SEPARATORS = Pattern.compile("[ ()./-]");

    /// E.164 allows 15 digits; prefixes come on top.
    private static final Pattern NUMBER = Pattern.compile("\\+?([0-9]{1,20})");

    private final SignIn signIn;
    private final ChangePinDialog changePin;
    private final ZoneId server;

    /// @param server the zone of times, unless mailbox or dial plan has its own
    LatestUse(SignIn signIn, ChangePinDialog changePin, ZoneId server) {
        this.signIn = signIn;
        this.changePin = changePin;
        this.server = server;
    }

    PersonalOptions.Step run(Visit visit, Caller caller, Admission admission) {
        while (true) {
            var source = caller.source(visit);
            if (!OutsideAccess.isOwner(admission, source))
                return new PersonalOptions.Step.Stay(admission);
            tell(source, caller, admission);
            var key = caller.choose(NOT_YOU, "50*");
            if (key.isEmpty()) return PersonalOptions.Step.gaveUp(caller);
            switch (key.get().symbol()) {
                case '5' -> {
                    return misused(visit, caller, admission);
                }
                case '*' -> {
                    return new PersonalOptions.Step.Stay(admission);
                }
                default -> {} // 0: once more
            }
        }
    }

    private void tell(CallSource source, Caller caller, Admission admission) {
        var latest = signIn.latest(admission, source);
        tell(caller, admission, latest.successes(), SIGNED_IN, SIGNED_IN_UNKNOWN);
        if (latest.successes().isEmpty()) caller.hear(NO_SIGN_IN);
        tell(caller, admission, latest.failures(), FAILED_ATTEMPT, FAILED_ATTEMPT_UNKNOWN);
        if (latest.failures().isEmpty()) caller.hear(NO_FAILED_ATTEMPT);
    }

    private void tell(
            Caller caller, Admission admission, List<Event> events, Prompt from, Prompt unknown) {
        var zone = admission.mailbox().zone().orElse(server);
        for (var event : events) {
            var time = SpokenTime.of(event.at(), admission.given(), zone);
            caller.hear(
                    digits(event)
                            .map(d -> from.with(time, new Saying.Figures(d)))
                            .orElseGet(() -> unknown.with(time)));
        }
    }

    /// Empty for a withheld number, a SIP name, and callers who share a row.
    private static Optional<String> digits(Event event) {
        var by = event.origin().by();
        if (!by.startsWith(CALLER)) return Optional.empty();
        var number = SEPARATORS.matcher(by.substring(CALLER.length())).replaceAll("");
        return Optional.of(NUMBER.matcher(number)).filter(Matcher::matches).map(m -> m.group(1));
    }

    private PersonalOptions.Step misused(Visit visit, Caller caller, Admission admission) {
        if (!OutsideAccess.isOwner(admission, caller.source(visit)))
            return new PersonalOptions.Step.Stay(admission);
        return switch (changePin.afterMisuse(visit, caller, admission)) {
            case ChangePinDialog.Changed(var changed) -> {
                var blocked = changed.mailbox().lockouts().outside().blockedByOwner();
                caller.tell((blocked ? OUTSIDE_BLOCKED_NOW : ADMINISTRATOR_TOLD).saying());
                yield new PersonalOptions.Step.Stay(changed);
            }
            case ChangePinDialog.Left() -> new PersonalOptions.Step.Stay(admission);
            case ChangePinDialog.GaveUp() -> PersonalOptions.Step.gaveUp(caller);
            case ChangePinDialog.Ended(var outcome) -> new PersonalOptions.Step.Leave(outcome);
        };
    }
}
