package org.ovalogin.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.mailbox.MailDelay;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Lockouts;
import org.ovalogin.core.pin.Pin;

/// State of PIN and lock, as `Get-UMMailboxPIN` shows it.
///
/// @param generatedPin only present if a PIN was generated and is not sent by e-mail
record PinJson(
        String userId,
        boolean pinExpired,
        boolean firstTimeUser,
        boolean lockedOut,
        boolean outsideLockedOut,
        boolean trustedLockedOut,
        @Nullable String lockReason,
        @Nullable String lockedSince,
        @Nullable String lockedUntil,
        int failedLogons,
        String lastChanged,
        @Nullable String expires,
        @Nullable String lastLogon,
        boolean lapsed,
        @Nullable MailFailed mailFailed,
        @Nullable MailDelayed mailDelayed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String generatedPin) {

    record MailFailed(String at, String why) {}

    record MailDelayed(String since, String next, String why) {}

    static PinJson of(MailboxReport report) {
        var mailbox = report.mailbox();
        var now = report.now();
        var pin = mailbox.pin();
        var policy = mailbox.policy().pin();
        var lock = mailbox.lockouts().lock(policy, now);
        return new PinJson(
                mailbox.identity(),
                pin.mustChange() || pin.expired(policy, now),
                mailbox.firstTimeUser(),
                lock.isPresent(),
                mailbox.locked(Lockouts.Path.OUTSIDE, now),
                mailbox.locked(Lockouts.Path.TRUSTED, now),
                lock.map(l -> l.reason().name().toLowerCase(Locale.ROOT)).orElse(null),
                Json.time(lock.map(Lockout.Lock::since)),
                Json.time(mailbox.lockedUntil(now)),
                mailbox.lockouts().failures(),
                pin.setAt().toString(),
                Json.time(pin.ends(policy)),
                Json.time(mailbox.lastLogon()),
                mailbox.lapsed(now),
                report.mailFailure()
                        .map(f -> new MailFailed(f.at().toString(), f.why()))
                        .orElse(null),
                report.mailDelay().map(PinJson::json).orElse(null),
                null);
    }

    private static MailDelayed json(MailDelay delay) {
        return new MailDelayed(delay.since().toString(), delay.next().toString(), delay.why());
    }

    PinJson with(Optional<Pin> shownOnce) {
        return new PinJson(
                userId,
                pinExpired,
                firstTimeUser,
                lockedOut,
                outsideLockedOut,
                trustedLockedOut,
                lockReason,
                lockedSince,
                lockedUntil,
                failedLogons,
                lastChanged,
                expires,
                lastLogon,
                lapsed,
                mailFailed,
                mailDelayed,
                shownOnce.map(Pin::digits).orElse(null));
    }

    /// Without the PIN.
    @Override
    public String toString() {
        return "PinJson[%s]".formatted(userId);
    }
}
