package org.ovalogin.core.mailbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
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
        UUID policy, List<String> extensions, MailboxOwner owner, PhoneAccess access)
        implements MailboxProperties {
    public MailboxDetails {
        extensions = extensions.stream().map(Blanks::trimmed).toList();
        owner = owner.trimmed();
    }

    /// The changes from one state of a mailbox to another.
    public static FieldChanges changes(Mailbox before, Mailbox after) {
        return FieldChanges.between(fields(before), fields(after));
    }

    /// Under the names of `Set-UMMailbox`. The PIN and the lock are not among them.
    private static SequencedMap<String, String> fields(Mailbox mailbox) {
        var owner = mailbox.owner();
        var addresses = owner.addresses();
        var fields = new LinkedHashMap<String, String>();
        fields.put("DisplayName", owner.displayName());
        fields.put("PrimarySmtpAddress", addresses.own().orElse(""));
        fields.put("AllowSharedAddress", String.valueOf(addresses.shared()));
        fields.put("Aliases", String.join(", ", owner.aliases()));
        fields.put("NotifyAddresses", String.join(", ", addresses.notifyAddresses()));
        fields.put("PINToNotifyAddresses", String.valueOf(addresses.pinToNotifyAddresses()));
        fields.put("Extensions", String.join(", ", mailbox.extensions()));
        fields.put("UMMailboxPolicy", mailbox.policy().name());
        fields.put("Language", owner.language().map(Language::code).orElse(""));
        fields.put("TimeZone", owner.timeZone().map(TimeZone::name).orElse(""));
        fields.put("SubscriberAccessEnabled", String.valueOf(mailbox.access().subscriberAccess()));
        fields.put("PinlessAccessToVoiceMailEnabled", String.valueOf(mailbox.access().pinless()));
        return fields;
    }

    public static MailboxDetails of(Mailbox mailbox) {
        return new MailboxDetails(
                mailbox.policy().guid(), mailbox.extensions(), mailbox.owner(), mailbox.access());
    }
}
