package org.ovalogin.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.pin.Pin;

/// @param identity names it alone: its address, or dial plan and extension
/// @param generatedPin only present if a PIN was generated and is not sent by e-mail
record MailboxJson(
        String id,
        String identity,
        @Nullable String email,
        boolean allowSharedAddress,
        List<String> notifyAddresses,
        boolean pinToNotifyAddresses,
        String displayName,
        List<String> aliases,
        String umDialPlan,
        String umMailboxPolicy,
        List<String> extensions,
        @Nullable String language,
        @Nullable String timeZone,
        boolean subscriberAccessEnabled,
        boolean pinlessAccessToVoiceMailEnabled,
        PinJson pin,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String generatedPin) {

    static MailboxJson of(MailboxReport report) {
        var mailbox = report.mailbox();
        return new MailboxJson(
                mailbox.guid().toString(),
                mailbox.identity(),
                mailbox.address().orElse(null),
                mailbox.addresses().shared(),
                mailbox.addresses().notifyAddresses(),
                mailbox.addresses().pinToNotifyAddresses(),
                mailbox.displayName(),
                mailbox.aliases(),
                mailbox.dialPlan().name(),
                mailbox.policy().name(),
                mailbox.extensions(),
                mailbox.language().map(Language::code).orElse(null),
                mailbox.timeZone().map(TimeZone::name).orElse(null),
                mailbox.subscriberAccess(),
                mailbox.pinless(),
                PinJson.of(report),
                null);
    }

    MailboxJson with(Optional<Pin> shownOnce) {
        return new MailboxJson(
                id,
                identity,
                email,
                allowSharedAddress,
                notifyAddresses,
                pinToNotifyAddresses,
                displayName,
                aliases,
                umDialPlan,
                umMailboxPolicy,
                extensions,
                language,
                timeZone,
                subscriberAccessEnabled,
                pinlessAccessToVoiceMailEnabled,
                pin,
                shownOnce.map(Pin::digits).orElse(null));
    }

    /// Without the PIN.
    @Override
    public String toString() {
        return "MailboxJson[%s]".formatted(id);
    }
}
