package org.ovalogin.core.mailbox;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;

/// The properties of a mailbox that an administrator may change besides PIN and lock
/// (`Set-UMMailbox`).
///
/// @param policy of the same dial plan
/// @param extensions the first is the primary one
public record MailboxDetails(
        String address,
        List<String> aliases,
        String displayName,
        UUID policy,
        List<String> extensions,
        Optional<Language> language,
        Optional<TimeZone> timeZone,
        boolean subscriberAccess,
        boolean pinless) {
    public MailboxDetails {
        address = Blanks.trimmed(address);
        aliases = aliases.stream().map(Blanks::trimmed).toList();
        displayName = Blanks.trimmed(displayName);
        extensions = extensions.stream().map(Blanks::trimmed).toList();
    }

    public static MailboxDetails of(Mailbox mailbox) {
        return new MailboxDetails(
                mailbox.address(),
                mailbox.aliases(),
                mailbox.displayName(),
                mailbox.policy().guid(),
                mailbox.extensions(),
                mailbox.language(),
                mailbox.timeZone(),
                mailbox.subscriberAccess(),
                mailbox.pinless());
    }
}
