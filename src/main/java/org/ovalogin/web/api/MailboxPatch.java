package org.ovalogin.web.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.administration.Policies;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.PhoneAccess;

/// Changes to a mailbox; an empty one leaves the setting as it is.
record MailboxPatch(
        AddressesPatch addresses,
        Optional<String> displayName,
        Optional<List<String>> aliases,
        Optional<String> policy,
        Optional<List<String>> extensions,
        Body.Given<Language> language,
        Body.Given<TimeZone> timeZone,
        Optional<Boolean> subscriberAccess,
        Optional<Boolean> pinless) {

    private static final Set<String> OWN =
            Set.of(
                    "displayName",
                    "aliases",
                    "umMailboxPolicy",
                    "extensions",
                    "language",
                    "timeZone",
                    "subscriberAccessEnabled",
                    "pinlessAccessToVoiceMailEnabled");

    static final Set<String> MEMBERS = union(OWN, AddressesPatch.MEMBERS);

    static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    static MailboxPatch read(Body body) {
        return new MailboxPatch(
                AddressesPatch.read(body),
                body.text("displayName"),
                body.clearableTexts("aliases"),
                body.text("umMailboxPolicy"),
                body.texts("extensions"),
                language(body),
                ParameterJson.zone(body, "timeZone"),
                body.flag("subscriberAccessEnabled"),
                body.flag("pinlessAccessToVoiceMailEnabled"));
    }

    static Body.Given<Language> language(Body body) {
        var tag = body.clearableText("language");
        var understood = body.understood("language", tag.value(), Language::of, Language.tags());
        return new Body.Given<>(tag.present(), understood);
    }

    /// Finds the policy by its name; the dial plan is the mailbox's.
    Optional<UUID> policyIn(Policies policies, String dialPlan) {
        return policy.map(
                name ->
                        policies.all(Optional.of(dialPlan)).stream()
                                .filter(p -> p.name().equalsIgnoreCase(name))
                                .findFirst()
                                .or(() -> Optional.of(named(policies, name)))
                                .map(MailboxPolicy::guid)
                                .orElseThrow());
    }

    private static MailboxPolicy named(Policies policies, String name) {
        return ApiCall.referred("umMailboxPolicy", () -> policies.find(name));
    }

    MailboxDetails apply(MailboxDetails now, Optional<UUID> newPolicy) {
        return new MailboxDetails(
                newPolicy.orElse(now.policy()),
                extensions.orElse(now.extensions()),
                new MailboxOwner(
                        addresses.apply(now.addresses()),
                        aliases.orElse(now.aliases()),
                        displayName.orElse(now.displayName()),
                        language.or(now.language()),
                        timeZone.or(now.timeZone())),
                new PhoneAccess(
                        subscriberAccess.orElse(now.subscriberAccess()),
                        pinless.orElse(now.pinless())));
    }
}
