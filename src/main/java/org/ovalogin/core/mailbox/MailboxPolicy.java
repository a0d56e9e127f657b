package org.ovalogin.core.mailbox;

import java.util.UUID;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.pin.PinPolicy;

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
    /// In characters.
    private static final int LONGEST_TEXT = 512;

    /// The backslash parts it from the dial plan's name.
    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{C}\\\\\\uFFFD]{1,64}");

    public MailboxPolicy {
        Check.range(resetPinText.length(), 0, LONGEST_TEXT, "ResetPINText");
        Check.range(umEnabledText.length(), 0, LONGEST_TEXT, "UMEnabledText");
        Check.matches(
                NAME,
                name,
                "Name",
                "1 to 64 characters, not all blank, without \\ and control characters");
    }

    /// A policy without words of its own.
    public MailboxPolicy(UUID guid, String name, String dialPlan, PinPolicy pin) {
        this(guid, name, dialPlan, pin, "", "");
    }

    /// The policy that comes with a new dial plan, under the name Exchange gives it.
    public static MailboxPolicy defaultOf(DialPlan dialPlan) {
        return new MailboxPolicy(
                UUID.randomUUID(),
                defaultName(dialPlan.name()),
                dialPlan.name(),
                PinPolicy.EXCHANGE);
    }

    public static String defaultName(String dialPlan) {
        return dialPlan + " Default Policy";
    }

    public MailboxPolicy with(PinPolicy newPin) {
        return new MailboxPolicy(guid, name, dialPlan, newPin, resetPinText, umEnabledText);
    }
}
