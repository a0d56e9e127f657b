package org.ovalogin.mailbox;

import java.util.UUID;
import org.ovalogin.pin.PinPolicy;

/// A UM mailbox policy: the PIN rules for the mailboxes of one dial plan that have it.
///
/// @param resetPinText added to the e-mail of a reset; simple HTML, up to 512 characters, may be
///   empty
/// @param umEnabledText added to the welcome e-mail; the same
public record MailboxPolicy(
        UUID guid,
        String name,
        String dialPlan,
        PinPolicy pin,
        String resetPinText,
        String umEnabledText) {
    private static final int LONGEST_TEXT = 512;

    public MailboxPolicy {
        Check.range(resetPinText.length(), 0, LONGEST_TEXT, "ResetPINText (characters)");
        Check.range(umEnabledText.length(), 0, LONGEST_TEXT, "UMEnabledText (characters)");
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException(
                    "policy name '%s': allowed is 1 to 64 characters".formatted(name));
        }
    }

    /// A policy without words of its own.
    public MailboxPolicy(UUID guid, String name, String dialPlan, PinPolicy pin) {
        this(guid, name, dialPlan, pin, "", "");
    }

    /// The policy that comes with a new dial plan, under the name Exchange gives it.
    public static MailboxPolicy defaultOf(DialPlan dialPlan) {
        return new MailboxPolicy(
                UUID.randomUUID(),
                dialPlan.name() + " Default Policy",
                dialPlan.name(),
                PinPolicy.EXCHANGE);
    }
}
