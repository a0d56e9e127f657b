package org.ovalogin.core.mailbox;

import java.util.UUID;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Check;
import org.ovalogin.core.pin.PinPolicy;

/// A UM mailbox policy: the parameters for its mailboxes, all in one dial plan.
public record MailboxPolicy(UUID guid, String name, String dialPlan, PinPolicy pin) {
    /// A backslash would separate the dial plan's name from the policy's.
    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{C}\\\\\\uFFFD]{1,64}");

    public MailboxPolicy {
        Check.matches(
                NAME,
                name,
                "Name",
                "1 to 64 characters, not all blank, without \\ and control characters");
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
        return new MailboxPolicy(guid, name, dialPlan, newPin);
    }

    public MailboxPolicy named(String newName) {
        return new MailboxPolicy(guid, newName, dialPlan, pin);
    }
}
