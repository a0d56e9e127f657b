package org.ovalogin.core.pin;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.ovalogin.core.input.OutOfRange;

/// What a UM mailbox policy says about PINs and the counting of failures. Names, ranges and
/// defaults are those of Exchange's `Set-UMMailboxPolicy`; its `Unlimited` is an empty value here.
/// Durations are whole numbers of the unit named.
///
/// @param minPinLength digits
/// @param pinLifetime in days, from the last change; zero is read as unlimited, as by Exchange
/// @param pinHistoryCount former PINs that can't come back, the current one included
/// @param logonFailuresBeforePinReset sequential failures; lower than `maxLogonAttempts`
/// @param maxLogonAttempts sequential failures to the lock-out
/// @param lockoutDuration in minutes, after which a lock for failures lifts by itself
/// @param pinExpiryWarning in days before the PIN expires
/// @param temporaryPinLifetime in hours, from the reset or the enabling
/// @param minPinAge in hours between two changes of the caller's own accord
/// @param separateTrustedLockout the own, trusted phone is counted and locked apart from all others
/// @param allowTypedPin administrators may type a PIN, and give one that need not be changed;
///   false: they can only have one generated (OWASP ASVS 5.0, 6.4.6)
public record PinPolicy(
        int minPinLength,
        Optional<Duration> pinLifetime,
        int pinHistoryCount,
        boolean allowCommonPatterns,
        OptionalInt logonFailuresBeforePinReset,
        int maxLogonAttempts,
        boolean allowPinlessVoiceMailAccess,
        Optional<Duration> lockoutDuration,
        Duration pinExpiryWarning,
        Optional<Duration> temporaryPinLifetime,
        Duration minPinAge,
        boolean separateTrustedLockout,
        boolean allowTypedPin) {

    /// The defaults.
    public static final PinPolicy EXCHANGE =
            new PinPolicy(
                    6,
                    Optional.of(Duration.ofDays(60)),
                    5,
                    false,
                    OptionalInt.of(5),
                    15,
                    false,
                    Optional.empty(),
                    Duration.ofDays(7),
                    Optional.of(Duration.ofDays(7)),
                    Duration.ZERO,
                    false,
                    true);

    /// NIST SP 800-63B-4 as far as a PIN on the telephone can follow it: longer instead of changed
    /// by the calendar (3.1.1.2), and 24 hours for one that is sent by e-mail (4.2.1.2). Such a PIN
    /// is a password, no activation secret, and e-mail is no out-of-band authenticator: none of it
    /// meets an assurance level.
    public static final PinPolicy NIST =
            EXCHANGE.with(
                    draft -> {
                        draft.minPinLength = 8;
                        draft.pinLifetime = Optional.empty();
                        draft.pinHistoryCount = 1;
                        draft.logonFailuresBeforePinReset = OptionalInt.empty();
                        draft.temporaryPinLifetime = Optional.of(Duration.ofDays(1));
                    });

    public static final PinPolicy STRICT =
            EXCHANGE.with(
                    draft -> {
                        draft.minPinLength = 8;
                        draft.pinHistoryCount = 10;
                        draft.logonFailuresBeforePinReset = OptionalInt.of(3);
                        draft.maxLogonAttempts = 10;
                        draft.temporaryPinLifetime = Optional.of(Duration.ofDays(1));
                        draft.separateTrustedLockout = true;
                    });

    /// @throws OutOfRange naming Exchange's parameter, what was found and what is allowed
    public PinPolicy {
        pinLifetime = pinLifetime.filter(lifetime -> !lifetime.isZero());

        Limits.count("MinPINLength", minPinLength, Pin.SHORTEST, Pin.LONGEST);
        Limits.DAYS.check("PINLifetime", pinLifetime, 1, 999);
        Limits.count("PINHistoryCount", pinHistoryCount, 1, 20);
        Limits.count("LogonFailuresBeforePINReset", logonFailuresBeforePinReset, 1, 998);
        Limits.count("MaxLogonAttempts", maxLogonAttempts, 1, 999);
        Limits.MINUTES.check("LockoutDuration", lockoutDuration, 1, 10_080);
        Limits.DAYS.check("PINExpiryWarning", pinExpiryWarning, 0, 60);
        Limits.HOURS.check("TemporaryPINLifetime", temporaryPinLifetime, 1, 8760);
        Limits.HOURS.check("MinPINAge", minPinAge, 0, 999);
        if (logonFailuresBeforePinReset.orElse(0) >= maxLogonAttempts) {
            throw new OutOfRange(
                    "LogonFailuresBeforePINReset",
                    logonFailuresBeforePinReset.getAsInt(),
                    "lower than MaxLogonAttempts (%d), or Unlimited".formatted(maxLogonAttempts));
        }
    }

    /// A policy with some values changed, checked once all of them are.
    public PinPolicy with(Consumer<Draft> changes) {
        var draft = new Draft(this);
        changes.accept(draft);
        return draft.policy();
    }

    /// The values of a policy while they are being changed; nothing is checked yet.
    public static final class Draft {
        public int minPinLength;
        public Optional<Duration> pinLifetime;
        public int pinHistoryCount;
        public boolean allowCommonPatterns;
        public OptionalInt logonFailuresBeforePinReset;
        public int maxLogonAttempts;
        public boolean allowPinlessVoiceMailAccess;
        public Optional<Duration> lockoutDuration;
        public Duration pinExpiryWarning;
        public Optional<Duration> temporaryPinLifetime;
        public Duration minPinAge;
        public boolean separateTrustedLockout;
        public boolean allowTypedPin;

        private Draft(PinPolicy policy) {
            minPinLength = policy.minPinLength;
            pinLifetime = policy.pinLifetime;
            pinHistoryCount = policy.pinHistoryCount;
            allowCommonPatterns = policy.allowCommonPatterns;
            logonFailuresBeforePinReset = policy.logonFailuresBeforePinReset;
            maxLogonAttempts = policy.maxLogonAttempts;
            allowPinlessVoiceMailAccess = policy.allowPinlessVoiceMailAccess;
            lockoutDuration = policy.lockoutDuration;
            pinExpiryWarning = policy.pinExpiryWarning;
            temporaryPinLifetime = policy.temporaryPinLifetime;
            minPinAge = policy.minPinAge;
            separateTrustedLockout = policy.separateTrustedLockout;
            allowTypedPin = policy.allowTypedPin;
        }

        private PinPolicy policy() {
            return new PinPolicy(
                    minPinLength,
                    pinLifetime,
                    pinHistoryCount,
                    allowCommonPatterns,
                    logonFailuresBeforePinReset,
                    maxLogonAttempts,
                    allowPinlessVoiceMailAccess,
                    lockoutDuration,
                    pinExpiryWarning,
                    temporaryPinLifetime,
                    minPinAge,
                    separateTrustedLockout,
                    allowTypedPin);
        }
    }
}
