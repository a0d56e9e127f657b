package org.ovalogin.core.mailbox;

import java.util.List;
import java.util.UUID;
import org.ovalogin.core.input.Blanks;

/// The properties of a mailbox that an administrator may change besides PIN and lock
/// (`Set-UMMailbox`).
///
/// @param policy of the same dial plan
/// @param extensions the first is the primary one
public record MailboxDetails(
        UUID policy, List<String> extensions, MailboxOwner owner, PhoneAccess access)
        implements MailboxProperties {
    public MailboxDetails {
        extensions = extensions.stream().map(Blanks::trimmed).toList();
        owner = owner.trimmed();
    }

    public static MailboxDetails of(Mailbox mailbox) {
        return new MailboxDetails(
                mailbox.policy().guid(), mailbox.extensions(), mailbox.owner(), mailbox.access());
    }
}
