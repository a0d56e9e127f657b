package org.ovalogin.core.signin;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.store.MailboxStore;

/// The latest sign-ins and failed attempts of a mailbox.
///
/// @param successes newest first; without the one that the caller has just made
/// @param failures newest first
public record LatestSignIns(List<Event> successes, List<Event> failures) {
    /// A caller can't remember more.
    private static final int MOST = 3;

    private static final Set<SignInResult> IN =
            EnumSet.of(SignInResult.SUCCESS, SignInResult.WITHOUT_PIN);
    private static final Set<SignInResult> REFUSED =
            EnumSet.of(
                    SignInResult.WRONG_PIN,
                    SignInResult.STALE,
                    SignInResult.LOCKED,
                    SignInResult.LAPSED,
                    SignInResult.DISABLED,
                    SignInResult.OVER_BUDGET);

    static LatestSignIns of(MailboxStore.View view, Admission admission, CallSource source) {
        var guid = admission.mailbox().guid();
        return new LatestSignIns(
                view.events().latestSignIns(guid, IN, MOST + 1).stream()
                        .filter(event -> !isOwn(event, admission, source))
                        .limit(MOST)
                        .toList(),
                view.events().latestSignIns(guid, REFUSED, MOST));
    }

    private static boolean isOwn(Event event, Admission admission, CallSource source) {
        return event.at().equals(admission.given()) && event.origin().equals(source.origin());
    }
}
