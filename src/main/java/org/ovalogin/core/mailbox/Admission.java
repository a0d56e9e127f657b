package org.ovalogin.core.mailbox;

import java.time.Instant;

/// The right to be in, given after the commit that made it true.
///
/// @param mailbox as committed
/// @param failedBefore failed attempts since the last sign-in, which the caller is to hear of
/// @param expiresSoon the PIN, within `PINExpiryWarning`
/// @param arrived `LastLogon` was set with the verdict, since the caller has nothing to hear first
/// @param given when, by the store's clock
public record Admission(
        Mailbox mailbox,
        Level level,
        int failedBefore,
        boolean expiresSoon,
        boolean arrived,
        Instant given) {
    public enum Level {
        PIN,
        /// Let in for the phone it calls from; personal options ask for the PIN.
        PINLESS
    }

    public static Admission of(Mailbox mailbox, Level level, int failedBefore, Instant now) {
        var policy = mailbox.policy().pin();
        var soon = now.plus(policy.pinExpiryWarning());
        var expires = mailbox.pin().expired(policy, soon);
        return new Admission(mailbox, level, failedBefore, expires, false, now);
    }

    /// Its caller is in at once, and the mailbox says so.
    public Admission atOnce(Instant now) {
        return new Admission(mailbox.loggedOn(now), level, failedBefore, expiresSoon, true, now);
    }

    /// The caller has just set another PIN.
    public Admission withNewPin(Mailbox changed) {
        return new Admission(changed, Level.PIN, failedBefore, false, arrived, given);
    }

    /// Wrong PINs from elsewhere had blocked all but the mailbox's own phone.
    public boolean outsideBlocked() {
        return mailbox.outsideBlocked(given);
    }
}
