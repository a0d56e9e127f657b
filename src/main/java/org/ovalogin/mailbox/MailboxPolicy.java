package org.ovalogin.mailbox;

import java.util.UUID;
import org.ovalogin.pin.PinPolicy;

/// A UM mailbox policy: the PIN rules for the mailboxes of one dial plan that have it.
public record MailboxPolicy(UUID guid, String name, String dialPlan, PinPolicy pin) {
    public MailboxPolicy {
        if (name.isBlank() || name.length() > 64) {
            throw new IllegalArgumentException(
                    "policy name '%s': allowed is 1 to 64 characters".formatted(name));
        }
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
