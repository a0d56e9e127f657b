package org.ovalogin.core.pin;

import static org.ovalogin.core.parameter.UmParameter.About.named;
import static org.ovalogin.core.parameter.UmParameter.About.since;

import java.util.List;
import org.ovalogin.core.parameter.ParameterGroup;
import org.ovalogin.core.parameter.Range;
import org.ovalogin.core.parameter.TextForm;
import org.ovalogin.core.parameter.UmFlag;
import org.ovalogin.core.parameter.UmNumber;
import org.ovalogin.core.parameter.UmParameter;
import org.ovalogin.core.parameter.UmText;
import org.ovalogin.core.parameter.Unit;
import org.ovalogin.core.pin.PinPolicy.Draft;

/// The definitions of all policy parameters. Names, ranges and defaults are those of Exchange's
/// `Set-UMMailboxPolicy`; a default is the initial value in [PinPolicy.Draft].
public final class PolicyParameters {
    /// In characters.
    private static final int LONGEST_TEXT = 512;

    /// In the order of answers, forms and help.
    public static final List<UmParameter<PinPolicy, Draft>> ALL =
            List.of(
                    UmNumber.count(
                            named(
                                    ParameterGroup.RULES,
                                    "MinPINLength",
                                    "min_pin_length",
                                    "Shorter PINs are refused."),
                            Range.of(Pin.SHORTEST, Pin.LONGEST, Unit.DIGITS),
                            PinPolicy::minPinLength,
                            (draft, number) -> draft.minPinLength = number),
                    UmNumber.count(
                            named(
                                    ParameterGroup.RULES,
                                    "PINHistoryCount",
                                    "pin_history_count",
                                    "The latest PINs, the current one included, cannot be chosen again."),
                            Range.of(1, 20, Unit.PINS),
                            PinPolicy::pinHistoryCount,
                            (draft, number) -> draft.pinHistoryCount = number),
                    new UmFlag<>(
                            named(
                                    ParameterGroup.RULES,
                                    "AllowCommonPatterns",
                                    "common_patterns",
                                    "Allows PINs such as 123456, 111111 or a date."),
                            PinPolicy::allowCommonPatterns,
                            (draft, yes) -> draft.allowCommonPatterns = yes),
                    new UmFlag<>(
                            since(
                                    ParameterGroup.RULES,
                                    16,
                                    "AllowTypedPIN",
                                    "allow_typed_pin",
                                    "Lets administrators type a PIN and set one that need not be changed; otherwise PINs are always generated."),
                            PinPolicy::allowTypedPin,
                            (draft, yes) -> draft.allowTypedPin = yes),
                    new UmFlag<>(
                            named(
                                    ParameterGroup.RULES,
                                    "AllowPinlessVoiceMailAccess",
                                    "policy_pinless",
                                    "Opens voice mail without a PIN from the owner's trusted phone, where the mailbox allows it too."),
                            PinPolicy::allowPinlessVoiceMailAccess,
                            (draft, yes) -> draft.allowPinlessVoiceMailAccess = yes),
                    UmNumber.timeLimit(
                            named(
                                    ParameterGroup.EXPIRY,
                                    "PINLifetime",
                                    "pin_lifetime_days",
                                    "A PIN must be changed after this time."),
                            Range.of(1, 999, Unit.DAYS).orUnlimitedAsZero(),
                            PinPolicy::pinLifetime,
                            (draft, time) -> draft.pinLifetime = time),
                    UmNumber.time(
                            named(
                                    ParameterGroup.EXPIRY,
                                    "PINExpiryWarning",
                                    "expiry_warning_days",
                                    "The owner is warned this long before the PIN expires, by e-mail and on the phone."),
                            Range.of(0, 60, Unit.DAYS),
                            PinPolicy::pinExpiryWarning,
                            (draft, time) -> draft.pinExpiryWarning = time),
                    UmNumber.timeLimit(
                            named(
                                    ParameterGroup.EXPIRY,
                                    "TemporaryPINLifetime",
                                    "temporary_pin_hours",
                                    "A PIN that somebody else has set lapses after this time, unless its owner has taken it over."),
                            Range.of(1, 8760, Unit.HOURS).orUnlimited(),
                            PinPolicy::temporaryPinLifetime,
                            (draft, time) -> draft.temporaryPinLifetime = time),
                    UmNumber.time(
                            named(
                                    ParameterGroup.EXPIRY,
                                    "MinPINAge",
                                    "min_pin_age_hours",
                                    "The owner must wait this long between two changes of their own choice."),
                            Range.of(0, 999, Unit.HOURS),
                            PinPolicy::minPinAge,
                            (draft, time) -> draft.minPinAge = time),
                    UmNumber.limit(
                            named(
                                    ParameterGroup.LOCKOUT,
                                    "LogonFailuresBeforePINReset",
                                    "failures_before_reset",
                                    "After as many in a row the owner gets a new PIN by e-mail; lower than MaxLogonAttempts."),
                            Range.of(1, 998, Unit.FAILURES).orUnlimited(),
                            PinPolicy::logonFailuresBeforePinReset,
                            (draft, number) -> draft.logonFailuresBeforePinReset = number),
                    UmNumber.count(
                            named(
                                    ParameterGroup.LOCKOUT,
                                    "MaxLogonAttempts",
                                    "max_logon_attempts",
                                    "As many in a row lock the mailbox."),
                            Range.of(1, 999, Unit.FAILURES),
                            PinPolicy::maxLogonAttempts,
                            (draft, number) -> draft.maxLogonAttempts = number),
                    UmNumber.timeLimit(
                            named(
                                    ParameterGroup.LOCKOUT,
                                    "LockoutDuration",
                                    "lockout_minutes",
                                    "A lock for failures lifts by itself after this time."),
                            Range.of(1, 10_080, Unit.MINUTES).orUnlimited(),
                            PinPolicy::lockoutDuration,
                            (draft, time) -> draft.lockoutDuration = time),
                    new UmFlag<>(
                            since(
                                    ParameterGroup.LOCKOUT,
                                    5,
                                    "SeparateTrustedLockout",
                                    "separate_trusted_lockout",
                                    "Counts and locks the owner's trusted phone apart from all others."),
                            PinPolicy::separateTrustedLockout,
                            (draft, yes) -> draft.separateTrustedLockout = yes),
                    UmText.of(
                            named(
                                    ParameterGroup.LETTERS,
                                    "UMEnabledText",
                                    "um_enabled_text",
                                    "Added to the welcome e-mail."),
                            TextForm.html(LONGEST_TEXT),
                            PinPolicy::umEnabledText,
                            (draft, text) -> draft.umEnabledText = text),
                    UmText.of(
                            named(
                                    ParameterGroup.LETTERS,
                                    "ResetPINText",
                                    "reset_pin_text",
                                    "Added to the e-mail with a new PIN."),
                            TextForm.html(LONGEST_TEXT),
                            PinPolicy::resetPinText,
                            (draft, text) -> draft.resetPinText = text));

    private PolicyParameters() {}
}
