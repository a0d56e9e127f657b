package org.ovalogin.core.pin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.ovalogin.core.input.OutOfRange;
import org.ovalogin.core.parameter.UmParameter;

/// The parameters of a UM mailbox policy: rules for PINs, the counting of failures, additions to
/// letters. [PolicyParameters] defines them; Exchange's `Unlimited` is an empty value here. A
/// duration is a whole number of its parameter's unit. Immutable.
public final class PinPolicy {
    /// The defaults.
    public static final PinPolicy EXCHANGE = new Draft().policy();

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

    /// Our own copy; nobody changes it.
    private final Draft values;

    private PinPolicy(Draft values) {
        this.values = values;
    }

    /// The policy with some values changed, checked once all of them are.
    ///
    /// @throws OutOfRange naming the parameter, the value found and the values allowed
    public PinPolicy with(Consumer<Draft> changes) {
        var draft = values.copy();
        changes.accept(draft);
        return draft.policy();
    }

    public int minPinLength() {
        return values.minPinLength;
    }

    /// From the last change.
    public Optional<Duration> pinLifetime() {
        return values.pinLifetime;
    }

    public int pinHistoryCount() {
        return values.pinHistoryCount;
    }

    public boolean allowCommonPatterns() {
        return values.allowCommonPatterns;
    }

    /// Lower than [#maxLogonAttempts].
    public OptionalInt logonFailuresBeforePinReset() {
        return values.logonFailuresBeforePinReset;
    }

    public int maxLogonAttempts() {
        return values.maxLogonAttempts;
    }

    public boolean allowPinlessVoiceMailAccess() {
        return values.allowPinlessVoiceMailAccess;
    }

    public Optional<Duration> lockoutDuration() {
        return values.lockoutDuration;
    }

    public Duration pinExpiryWarning() {
        return values.pinExpiryWarning;
    }

    /// From the reset or the enabling.
    public Optional<Duration> temporaryPinLifetime() {
        return values.temporaryPinLifetime;
    }

    public Duration minPinAge() {
        return values.minPinAge;
    }

    public boolean separateTrustedLockout() {
        return values.separateTrustedLockout;
    }

    /// False: administrators can only have a PIN generated (OWASP ASVS 5.0, 6.4.6).
    public boolean allowTypedPin() {
        return values.allowTypedPin;
    }

    public String resetPinText() {
        return values.resetPinText;
    }

    public String umEnabledText() {
        return values.umEnabledText;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PinPolicy policy && values().equals(policy.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    private List<Optional<Object>> values() {
        return UmParameter.values(PolicyParameters.ALL, this);
    }

    @Override
    public String toString() {
        return "PinPolicy[" + UmParameter.inWords(PolicyParameters.ALL, this, "Unlimited") + "]";
    }

    /// The values of a policy while they are being changed; nothing is checked yet. A new draft has
    /// the defaults. All values are immutable, so a shallow copy is enough.
    public static final class Draft implements Cloneable {
        public int minPinLength = 6;
        public Optional<Duration> pinLifetime = Optional.of(Duration.ofDays(60));
        public int pinHistoryCount = 5;
        public boolean allowCommonPatterns;
        public OptionalInt logonFailuresBeforePinReset = OptionalInt.of(5);
        public int maxLogonAttempts = 15;
        public boolean allowPinlessVoiceMailAccess;
        public Optional<Duration> lockoutDuration = Optional.empty();
        public Duration pinExpiryWarning = Duration.ofDays(7);
        public Optional<Duration> temporaryPinLifetime = Optional.of(Duration.ofDays(7));
        public Duration minPinAge = Duration.ZERO;
        public boolean separateTrustedLockout;
        public boolean allowTypedPin = true;
        public String resetPinText = "";
        public String umEnabledText = "";

        private Draft() {}

        private Draft copy() {
            try {
                return (Draft) clone();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException(e);
            }
        }

        private PinPolicy policy() {
            var checked = copy();
            checked.pinLifetime = pinLifetime.filter(lifetime -> !lifetime.isZero());
            var policy = new PinPolicy(checked);
            UmParameter.checkAll(PolicyParameters.ALL, policy);
            if (logonFailuresBeforePinReset.orElse(0) >= maxLogonAttempts)
                throw new OutOfRange(
                        "LogonFailuresBeforePINReset",
                        logonFailuresBeforePinReset.getAsInt(),
                        "lower than MaxLogonAttempts (%d), or Unlimited"
                                .formatted(maxLogonAttempts));
            return policy;
        }
    }
}
