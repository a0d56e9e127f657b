package org.ovalogin.core.mailbox;

import java.util.List;
import java.util.Optional;
import org.ovalogin.core.input.Blanks;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;

/// The owner of a mailbox: addresses, names, language and time zone.
///
/// @param aliases other names and addresses that identify the mailbox
/// @param language empty: the channel's
/// @param timeZone of times in letters and calls; empty: the dial plan's, or else the server's
public record MailboxOwner(
        Addresses addresses,
        List<String> aliases,
        String displayName,
        Optional<Language> language,
        Optional<TimeZone> timeZone) {
    public MailboxOwner {
        aliases = List.copyOf(aliases);
    }

    /// The same names without blanks around them.
    MailboxOwner trimmed() {
        return new MailboxOwner(
                addresses.trimmed(),
                aliases.stream().map(Blanks::trimmed).toList(),
                Blanks.trimmed(displayName),
                language,
                timeZone);
    }
}
