package org.ovalogin.core.mailbox;

import java.util.UUID;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.pin.PinPolicy;

/// A UM mailbox policy: the PIN rules for its mailboxes, all in one dial plan.
///
/// @param resetPinText added to the e-mail about a reset; simple HTML, up to 512 characters, may be
///   empty
/// @param umEnabledText added to the welcome e-mail; the same format
public record MailboxPolicy(
        UUID guid,
        String name,
        String dialPlan,
        PinPolicy pin,
        String resetPinText,
        String umEnabledText) {
    /// In characters.
    private static final int LONGEST_TEXT = 512;

    /// A backslash would separate the dial plan's name from the policy's.
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

    /// A policy without texts of its own.
    public MailboxPolicy(UUID guid, String name, String dialPlan, PinPolicy pin) {
        this(guid, name, dialPlan, pin, "", "");
    }

    /// The policy of a new dial plan, under Exchange's name for it.
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
