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
        UUID policy, List<String> extensions, MailboxOwner owner, PhoneAccess access) {
    public MailboxDetails {
        extensions = extensions.stream().map(Blanks::trimmed).toList();
        owner = owner.trimmed();
    }

    public static MailboxDetails of(Mailbox mailbox) {
        return new MailboxDetails(
                mailbox.policy().guid(), mailbox.extensions(), mailbox.owner(), mailbox.access());
    }

    public Addresses addresses() {
        return owner.addresses();
    }

    public Optional<String> address() {
        return owner.addresses().own();
    }

    public List<String> aliases() {
        return owner.aliases();
    }

    public String displayName() {
        return owner.displayName();
    }

    public Optional<Language> language() {
        return owner.language();
    }

    public Optional<TimeZone> timeZone() {
        return owner.timeZone();
    }

    public boolean subscriberAccess() {
        return access.subscriberAccess();
    }

    public boolean pinless() {
        return access.pinless();
    }
}
