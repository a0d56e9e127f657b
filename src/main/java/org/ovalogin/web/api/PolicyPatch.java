package org.ovalogin.web.api;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.pin.PinPolicy.Draft;

/// What is to be changed of a mailbox policy; what is empty stays.
record PolicyPatch(
        Optional<String> name,
        Optional<String> resetPinText,
        Optional<String> umEnabledText,
        List<Consumer<Draft>> rules) {

    static final Set<String> MEMBERS =
            Set.of(
                    "name",
                    "minPinLength",
                    "pinLifetime",
                    "pinHistoryCount",
                    "allowCommonPatterns",
                    "logonFailuresBeforePinReset",
                    "maxLogonAttempts",
                    "resetPinText",
                    "umEnabledText",
                    "allowPinlessVoiceMailAccess",
                    "lockoutDuration",
                    "separateTrustedLockout",
                    "allowTypedPin",
                    "pinExpiryWarning",
                    "temporaryPinLifetime",
                    "minPinAge");

    PolicyPatch {
        rules = List.copyOf(rules);
    }

    static PolicyPatch read(Body body) {
        return new PolicyPatch(
                body.text("name"),
                clearable(body, "resetPinText"),
                clearable(body, "umEnabledText"),
                rules(body));
    }

    private static List<Consumer<Draft>> rules(Body body) {
        List<Consumer<Draft>> rules = new ArrayList<>();
        body.number("minPinLength").ifPresent(n -> rules.add(d -> d.minPinLength = n));
        body.clearableNumber("pinLifetime")
                .ifPresent(n -> rules.add(d -> d.pinLifetime = n.map(Duration::ofDays)));
        body.number("pinHistoryCount").ifPresent(n -> rules.add(d -> d.pinHistoryCount = n));
        body.flag("allowCommonPatterns")
                .ifPresent(yes -> rules.add(d -> d.allowCommonPatterns = yes));
        body.clearableNumber("logonFailuresBeforePinReset")
                .ifPresent(n -> rules.add(d -> d.logonFailuresBeforePinReset = primitive(n)));
        body.number("maxLogonAttempts").ifPresent(n -> rules.add(d -> d.maxLogonAttempts = n));
        body.flag("allowPinlessVoiceMailAccess")
                .ifPresent(yes -> rules.add(d -> d.allowPinlessVoiceMailAccess = yes));
        body.clearableNumber("lockoutDuration")
                .ifPresent(n -> rules.add(d -> d.lockoutDuration = n.map(Duration::ofMinutes)));
        body.flag("separateTrustedLockout")
                .ifPresent(yes -> rules.add(d -> d.separateTrustedLockout = yes));
        body.flag("allowTypedPin").ifPresent(yes -> rules.add(d -> d.allowTypedPin = yes));
        body.number("pinExpiryWarning")
                .ifPresent(n -> rules.add(d -> d.pinExpiryWarning = Duration.ofDays(n)));
        body.clearableNumber("temporaryPinLifetime")
                .ifPresent(n -> rules.add(d -> d.temporaryPinLifetime = n.map(Duration::ofHours)));
        body.number("minPinAge").ifPresent(n -> rules.add(d -> d.minPinAge = Duration.ofHours(n)));
        return rules;
    }

    private static Optional<String> clearable(Body body, String name) {
        var text = body.clearableText(name);
        return text.present() ? Optional.of(text.value().orElse("")) : Optional.empty();
    }

    private static OptionalInt primitive(Optional<Integer> number) {
        return number.isPresent() ? OptionalInt.of(number.get()) : OptionalInt.empty();
    }

    /// @throws org.ovalogin.core.input.OutOfRange for what is not allowed
    MailboxPolicy apply(MailboxPolicy now) {
        return new MailboxPolicy(
                now.guid(),
                name.orElse(now.name()),
                now.dialPlan(),
                now.pin().with(draft -> rules.forEach(rule -> rule.accept(draft))),
                resetPinText.orElse(now.resetPinText()),
                umEnabledText.orElse(now.umEnabledText()));
    }
}
