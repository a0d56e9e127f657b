package org.ovalogin.web.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.mailbox.MailboxPolicy;

/// Null is Unlimited.
///
/// @param pinLifetime in days
/// @param lockoutDuration in minutes
/// @param pinExpiryWarning in days
/// @param temporaryPinLifetime in hours
/// @param minPinAge in hours
record PolicyJson(
        String id,
        String name,
        String umDialPlan,
        int minPinLength,
        @Nullable Long pinLifetime,
        int pinHistoryCount,
        boolean allowCommonPatterns,
        @Nullable Integer logonFailuresBeforePinReset,
        int maxLogonAttempts,
        String resetPinText,
        String umEnabledText,
        boolean allowPinlessVoiceMailAccess,
        @Nullable Long lockoutDuration,
        boolean separateTrustedLockout,
        boolean allowTypedPin,
        long pinExpiryWarning,
        @Nullable Long temporaryPinLifetime,
        long minPinAge) {

    static PolicyJson of(MailboxPolicy policy) {
        var pin = policy.pin();
        var reset = pin.logonFailuresBeforePinReset();
        return new PolicyJson(
                policy.guid().toString(),
                policy.name(),
                policy.dialPlan(),
                pin.minPinLength(),
                pin.pinLifetime().map(Duration::toDays).orElse(null),
                pin.pinHistoryCount(),
                pin.allowCommonPatterns(),
                reset.isPresent() ? Integer.valueOf(reset.getAsInt()) : null,
                pin.maxLogonAttempts(),
                policy.resetPinText(),
                policy.umEnabledText(),
                pin.allowPinlessVoiceMailAccess(),
                pin.lockoutDuration().map(Duration::toMinutes).orElse(null),
                pin.separateTrustedLockout(),
                pin.allowTypedPin(),
                pin.pinExpiryWarning().toDays(),
                pin.temporaryPinLifetime().map(Duration::toHours).orElse(null),
                pin.minPinAge().toHours());
    }
}
