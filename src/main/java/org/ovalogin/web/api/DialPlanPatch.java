package org.ovalogin.web.api;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.DialPlan;

/// Changes to a dial plan; an empty one leaves the setting as it is.
///
/// @param minutes longest call, in minutes
record DialPlanPatch(
        Optional<Integer> digits,
        Optional<List<String>> accessNumbers,
        Optional<String> language,
        Given<TimeZone> timeZone,
        Optional<Integer> logonFailures,
        Optional<Integer> inputFailures,
        Optional<Integer> minutes,
        Given<String> operator,
        Optional<String> context) {

    static final Set<String> MEMBERS =
            Set.of(
                    "numberOfDigitsInExtension",
                    "accessTelephoneNumbers",
                    "defaultLanguage",
                    "timeZone",
                    "logonFailuresBeforeDisconnect",
                    "inputFailuresBeforeDisconnect",
                    "maxCallDuration",
                    "operatorExtension",
                    "voicemailContext");

    static DialPlanPatch read(Body body) {
        return new DialPlanPatch(
                body.number("numberOfDigitsInExtension"),
                body.clearableTexts("accessTelephoneNumbers"),
                body.text("defaultLanguage"),
                MailboxPatch.timeZone(body),
                body.number("logonFailuresBeforeDisconnect"),
                body.number("inputFailuresBeforeDisconnect"),
                body.number("maxCallDuration"),
                body.clearableText("operatorExtension"),
                body.text("voicemailContext"));
    }

    /// @throws org.ovalogin.core.input.OutOfRange for a value that is not allowed
    DialPlan apply(DialPlan now) {
        return new DialPlan(
                now.name(),
                digits.orElse(now.numberOfDigitsInExtension()),
                accessNumbers.orElse(now.accessTelephoneNumbers()),
                language.orElse(now.defaultLanguage()),
                timeZone.or(now.timeZone()),
                logonFailures.orElse(now.logonFailuresBeforeDisconnect()),
                inputFailures.orElse(now.inputFailuresBeforeDisconnect()),
                minutes.map(Duration::ofMinutes).orElse(now.maxCallDuration()),
                operator.or(now.operatorExtension()),
                context.orElse(now.voicemailContext()));
    }
}
