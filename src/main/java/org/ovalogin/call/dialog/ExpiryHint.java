package org.ovalogin.call.dialog;

import static org.ovalogin.call.dialog.Prompt.*;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.ovalogin.core.mailbox.Admission;
import org.ovalogin.core.signin.SignIn;

/// The hint that the caller's PIN expires soon. Each day of the owner's calendar has one at most.
final class ExpiryHint {
    private final SignIn signIn;
    private final ZoneId server;

    /// @param server the zone of days, unless mailbox or dial plan has its own
    ExpiryHint(SignIn signIn, ZoneId server) {
        this.signIn = signIn;
        this.server = server;
    }

    /// Plays the hint if it is due and no keys are waiting; then it counts as heard.
    ///
    /// @return whether the caller has heard it, at least its beginning
    boolean tell(Caller caller, Admission admission) {
        var hint = saying(admission);
        if (hint.isEmpty() || !caller.heard(hint.get())) return false;
        caller.meanwhile(() -> signIn.toldOfExpiry(admission));
        return true;
    }

    private Optional<Saying> saying(Admission admission) {
        var mailbox = admission.mailbox();
        var zone = mailbox.zone().orElse(server);
        var today = LocalDate.ofInstant(admission.given(), zone);
        var told = mailbox.pin().validity().expiryTold();
        if (told.filter(at -> !LocalDate.ofInstant(at, zone).isBefore(today)).isPresent())
            return Optional.empty();
        return admission
                .expires()
                .map(at -> saying(ChronoUnit.DAYS.between(today, LocalDate.ofInstant(at, zone))));
    }

    /// The longest `PINExpiryWarning` reaches one day further where clocks change meanwhile.
    private static Saying saying(long days) {
        if (days <= 0) return PIN_EXPIRES_TODAY.saying();
        if (days == 1) return PIN_EXPIRES_TOMORROW.saying();
        return PIN_EXPIRES_IN.with((int) Math.min(days, Prompt.HIGHEST_NUMBER));
    }
}
