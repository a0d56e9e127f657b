package org.ovalogin.web.page;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.input.Finding;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.web.frame.Faults;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.http.Form;

/// The fields of a mailbox's forms without its PIN, either typed or stored.
///
/// @param aliases separated by commas or lines; extensions likewise
/// @param policy GUID, or empty for the dial plan's default one
/// @param language ISO 639 code, or empty for the phone's
/// @param timeZone IANA name, or empty for the dial plan's
/// @param recipient receives the PIN instead of the owner; empty: the owner
public record MailboxFields(
        AddressFields addresses,
        String name,
        String aliases,
        String extensions,
        String dialPlan,
        String policy,
        String language,
        String timeZone,
        boolean access,
        boolean pinless,
        String recipient) {

    private static final Set<String> OWN =
            Set.of(
                    "name",
                    "aliases",
                    "extensions",
                    "dialPlan",
                    "policy",
                    "language",
                    "timeZone",
                    "access",
                    "pinless",
                    "notify");

    static final Set<String> NAMES =
            Stream.concat(OWN.stream(), AddressFields.NAMES.stream())
                    .collect(Collectors.toUnmodifiableSet());

    /// The inputs by Exchange's parameter names, in the forms' order.
    public static final Map<String, String> INPUTS = inputs();

    private static Map<String, String> inputs() {
        var inputs = new LinkedHashMap<String, String>();
        inputs.put("Identity", "address");
        inputs.put("NotifyAddresses", "further");
        inputs.put("DisplayName", "name");
        inputs.put("Aliases", "aliases");
        inputs.put("UMDialPlan", "dialPlan");
        inputs.put("Extensions", "extensions");
        inputs.put("UMMailboxPolicy", "policy");
        inputs.put("TimeZone", "timeZone");
        inputs.put("Pin", "pin");
        inputs.put("NotifyEmail", "notify");
        return Collections.unmodifiableMap(inputs);
    }

    static MailboxFields empty(String dialPlan) {
        return new MailboxFields(
                AddressFields.EMPTY, "", "", "", dialPlan, "", "", "", true, false, "");
    }

    static MailboxFields of(Mailbox mailbox) {
        return new MailboxFields(
                AddressFields.of(mailbox.addresses()),
                mailbox.displayName(),
                String.join("\n", mailbox.aliases()),
                String.join(", ", mailbox.extensions()),
                mailbox.dialPlan().name(),
                mailbox.policy().guid().toString(),
                mailbox.language().map(Language::code).orElse(""),
                mailbox.timeZone().map(TimeZone::name).orElse(""),
                mailbox.subscriberAccess(),
                mailbox.pinless(),
                "");
    }

    static MailboxFields of(Form form) {
        return new MailboxFields(
                AddressFields.of(form),
                form.text("name").strip(),
                form.text("aliases").strip(),
                form.text("extensions").strip(),
                form.text("dialPlan"),
                form.text("policy"),
                form.text("language"),
                form.text("timeZone").strip(),
                form.isTicked("access"),
                form.isTicked("pinless"),
                form.text("notify").strip());
    }

    MailboxFields withoutTimeZone() {
        return new MailboxFields(
                addresses,
                name,
                aliases,
                extensions,
                dialPlan,
                policy,
                language,
                "",
                access,
                pinless,
                recipient);
    }

    /// All faults of a refused form. A wrong time zone is found before the others are looked for.
    ///
    /// @param trial tries the form without the time zone; changes nothing
    static List<Finding> faults(NotDone refused, Runnable trial) {
        var faults = new Faults();
        refused.findings().forEach(faults::add);
        if (refused.findings().getFirst().field().equals("TimeZone")) faults.check(trial);
        return faults.findings();
    }

    /// The fields of the form for changes, by Exchange's names.
    Map<String, String> byName() {
        return Map.ofEntries(
                Map.entry("Identity", addresses.none() ? "" : addresses.address()),
                Map.entry("AllowSharedAddress", String.valueOf(addresses.shared())),
                Map.entry("NotifyAddresses", String.join(", ", addresses.furtherList())),
                Map.entry("PINToNotifyAddresses", String.valueOf(addresses.furtherPins())),
                Map.entry("DisplayName", name),
                Map.entry("Aliases", String.join(", ", aliasList())),
                Map.entry("Extensions", String.join(", ", extensionList())),
                Map.entry("UMMailboxPolicy", policy),
                Map.entry("Language", language),
                Map.entry("TimeZone", timeZone),
                Map.entry("SubscriberAccessEnabled", String.valueOf(access)),
                Map.entry("PinlessAccessToVoiceMailEnabled", String.valueOf(pinless)));
    }

    List<String> aliasList() {
        return AddressFields.list(aliases);
    }

    List<String> extensionList() {
        return AddressFields.list(extensions);
    }

    Optional<Language> chosenLanguage() {
        return Language.of(language);
    }

    MailboxDetails over(MailboxDetails before) {
        return new MailboxDetails(
                policyOr(before.policy()),
                extensionList(),
                new MailboxOwner(
                        addresses.addresses(),
                        aliasList(),
                        name,
                        chosenLanguage(),
                        TimeZone.typed(timeZone, before.timeZone())),
                new PhoneAccess(access, pinless));
    }

    private UUID policyOr(UUID before) {
        try {
            return UUID.fromString(policy);
        } catch (IllegalArgumentException _) {
            return before;
        }
    }

    /// A language that can be chosen.
    public record Choice(String code, String name) {}

    static List<Choice> languages(PageTexts texts) {
        var locale = texts.language().locale();
        return Arrays.stream(Language.values())
                .map(l -> new Choice(l.code(), l.locale().getDisplayName(locale)))
                .toList();
    }
}
