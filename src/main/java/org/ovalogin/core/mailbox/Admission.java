package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.Optional;

/// Permission to enter the mailbox, given after the commit of its verdict.
///
/// @param mailbox as committed
/// @param failedBefore failed attempts since the last sign-in, to be told to the caller
/// @param expires when the PIN expires, if that is within `PINExpiryWarning` and the owner may
///   change it now; empty: nothing to tell
/// @param arrived `LastLogon` was set with the verdict, since the caller has nothing to hear first
/// @param given when, by the store's clock
public record Admission(
        Mailbox mailbox,
        Level level,
        int failedBefore,
        Optional<Instant> expires,
        boolean arrived,
        Instant given) {
    public enum Level {
        PIN,
        /// Entered from the own phone without a PIN; personal options ask for it.
        PINLESS
    }

    public static Admission of(Mailbox mailbox, Level level, int failedBefore, Instant now) {
        var policy = mailbox.policy().pin();
        var soon = now.plus(policy.pinExpiryWarning());
        var expires =
                mailbox.pin()
                        .expires(policy)
                        .filter(at -> !at.isAfter(soon))
                        .filter(_ -> !mailbox.pin().tooYoung(policy, now));
        return new Admission(mailbox, level, failedBefore, expires, false, now);
    }

    /// The caller enters at once, and the mailbox records it.
    public Admission atOnce(Instant now) {
        return new Admission(mailbox.loggedOn(now), level, failedBefore, expires, true, now);
    }

    /// The mailbox has changed, by the caller's own choice.
    public Admission with(Mailbox changed, Instant now) {
        return new Admission(changed, level, failedBefore, expires, arrived, now);
    }

    /// The caller has just set another PIN.
    public Admission withNewPin(Mailbox changed) {
        return new Admission(changed, Level.PIN, failedBefore, Optional.empty(), arrived, given);
    }

    /// Wrong PINs from elsewhere had blocked all but the mailbox's own phone.
    public boolean outsideBlocked() {
        return mailbox.outsideBlocked(given);
    }
}
