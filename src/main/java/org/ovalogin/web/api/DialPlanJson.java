package org.ovalogin.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.DialPlan;

/// @param maxCallDuration in minutes
record DialPlanJson(
        String name,
        int numberOfDigitsInExtension,
        List<String> accessTelephoneNumbers,
        String defaultLanguage,
        @Nullable String timeZone,
        int logonFailuresBeforeDisconnect,
        int inputFailuresBeforeDisconnect,
        long maxCallDuration,
        @Nullable String operatorExtension,
        String voicemailContext) {

    static DialPlanJson of(DialPlan dialPlan) {
        return new DialPlanJson(
                dialPlan.name(),
                dialPlan.numberOfDigitsInExtension(),
                dialPlan.accessTelephoneNumbers(),
                dialPlan.defaultLanguage(),
                dialPlan.timeZone().map(TimeZone::name).orElse(null),
                dialPlan.logonFailuresBeforeDisconnect(),
                dialPlan.inputFailuresBeforeDisconnect(),
                dialPlan.maxCallDuration().toMinutes(),
                dialPlan.operatorExtension().orElse(null),
                dialPlan.voicemailContext());
    }
}
