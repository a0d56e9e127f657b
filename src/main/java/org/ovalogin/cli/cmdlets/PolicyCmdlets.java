package org.ovalogin.cli.cmdlets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Consent;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.RequestBody;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.UmObjects;
import org.ovalogin.cli.script.Wildcard;

/// UM mailbox policies: the rules for PINs.
public final class PolicyCmdlets {
    private PolicyCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(get(), make(), set(), remove());
    }

    private static Parameter identity() {
        return Parameter.of("Identity", Kind.TEXT, "name, dial plan\\name, or GUID").first();
    }

    private static Cmdlet get() {
        return new Definition("Get-UMMailboxPolicy", "Shows policies.")
                .with(identity(), Parameter.of("UMDialPlan", Kind.TEXT, "of this dial plan only"))
                .example("Get-UMMailboxPolicy", "all of them")
                .example("Get-UMMailboxPolicy 'default Default Policy'", "every rule of one")
                .asking(
                        (bound, session, next) -> {
                            var identity = bound.text("Identity");
                            if (identity.isPresent()) {
                                var name = identity.get();
                                var one =
                                        MailboxCmdlets.exactly(
                                                session, bound, name, "policies", name);
                                if (one.isPresent()) {
                                    next.accept(UmObjects.policy(one.get()));
                                    return;
                                }
                            }
                            var wildcard = identity.map(Wildcard::of);
                            var request = Request.of("GET", "policies");
                            var plan = bound.text("UMDialPlan");
                            if (plan.isPresent()) request = request.query("dialPlan", plan.get());
                            for (var policy : session.rest().send(request).path("items"))
                                if (wildcard.filter(w -> !fits(w, policy)).isEmpty()
                                        && !next.accept(UmObjects.policy(policy))) return;
                        });
    }

    private static boolean fits(Wildcard wildcard, JsonNode policy) {
        var name = policy.path("name").asText("");
        return wildcard.fits(name)
                || wildcard.fits(policy.path("umDialPlan").asText("") + "\\" + name);
    }

    private static JsonNode find(ShellSession session, String identity) {
        return session.rest().send(Request.of("GET", "policies", identity));
    }

    /// The rules, named and described as in Exchange.
    private static Definition rules(Definition definition) {
        return definition
                .with(
                        Parameter.of("MinPINLength", Kind.NUMBER, "4-24; shorter PINs are refused")
                                .field("minPinLength"),
                        Parameter.of("PINLifetime", Kind.DAYS, "1-999 days, as 60 or 60.00:00:00")
                                .field("pinLifetime"),
                        Parameter.of(
                                        "PINHistoryCount",
                                        Kind.NUMBER,
                                        "1-20 former PINs can't come back")
                                .field("pinHistoryCount"),
                        Parameter.of(
                                        "AllowCommonPatterns",
                                        Kind.TRUTH,
                                        "allows 123456 and the like")
                                .field("allowCommonPatterns"),
                        Parameter.of(
                                        "LogonFailuresBeforePINReset",
                                        Kind.LIMIT,
                                        "1-998 failures in a row: a new PIN by e-mail")
                                .field("logonFailuresBeforePinReset"),
                        Parameter.of(
                                        "MaxLogonAttempts",
                                        Kind.NUMBER,
                                        "1-999 failures in a row: lock-out")
                                .field("maxLogonAttempts"),
                        Parameter.of("ResetPINText", Kind.TEXT, "added to the reset e-mail")
                                .field("resetPinText"),
                        Parameter.of("UMEnabledText", Kind.TEXT, "added to the welcome e-mail")
                                .field("umEnabledText"),
                        Parameter.of(
                                        "AllowPinlessVoiceMailAccess",
                                        Kind.TRUTH,
                                        "lets mailboxes do without PIN on the own phone")
                                .field("allowPinlessVoiceMailAccess"),
                        Parameter.of(
                                        "LockoutDuration",
                                        Kind.MINUTES,
                                        "1-10080 minutes; then a lock lifts by itself")
                                .field("lockoutDuration"),
                        Parameter.of(
                                        "SeparateTrustedLockout",
                                        Kind.TRUTH,
                                        "counts and locks the own phone apart from all others")
                                .field("separateTrustedLockout"),
                        Parameter.of(
                                        "AllowTypedPIN",
                                        Kind.TRUTH,
                                        "$false: administrators can only have PINs generated")
                                .field("allowTypedPin"),
                        Parameter.of(
                                        "PINExpiryWarning",
                                        Kind.DAYS,
                                        "0-60 days before: an e-mail and a spoken hint")
                                .field("pinExpiryWarning"),
                        Parameter.of(
                                        "TemporaryPINLifetime",
                                        Kind.HOURS,
                                        "1-8760 hours; then a PIN set by reset lapses")
                                .field("temporaryPinLifetime"),
                        Parameter.of(
                                        "MinPINAge",
                                        Kind.HOURS,
                                        "0-999 hours between changes of one's own")
                                .field("minPinAge"))
                .ignoring(
                        Kind.TRUTH,
                        "AllowAutomaticSpeechRecognition",
                        "AllowDialPlanSubscribers",
                        "AllowExtensions",
                        "AllowFax",
                        "AllowMessageWaitingIndicator",
                        "AllowMissedCallNotifications",
                        "AllowPlayOnPhone",
                        "AllowSMSNotification",
                        "AllowTUIAccessToCalendar",
                        "AllowTUIAccessToDirectory",
                        "AllowTUIAccessToEmail",
                        "AllowTUIAccessToPersonalContacts",
                        "AllowVoiceMailAnalysis",
                        "AllowVoiceMailPreview",
                        "AllowVoiceResponseToOtherMessageTypes",
                        "InformCallerOfVoiceMailAnalysis",
                        "RequireProtectedPlayOnPhone")
                .ignoring(
                        Kind.TEXT,
                        "AllowedInCountryOrRegionGroups",
                        "AllowedInternationalGroups",
                        "FaxMessageText",
                        "FaxServerURI",
                        "MaxGreetingDuration",
                        "ProtectAuthenticatedVoiceMail",
                        "ProtectUnauthenticatedVoiceMail",
                        "ProtectedVoiceMailText",
                        "SourceForestPolicyNames",
                        "VoiceMailText");
    }

    private static Cmdlet make() {
        return rules(
                        new Definition("New-UMMailboxPolicy", "Makes a policy.")
                                .with(
                                        Parameter.of("Name", Kind.TEXT, "its name")
                                                .first()
                                                .needed()
                                                .field("name"),
                                        Parameter.of("UMDialPlan", Kind.TEXT, "its dial plan")
                                                .needed()
                                                .field("umDialPlan"),
                                        Parameter.choice(
                                                        "Template",
                                                        "what the rules are that are not given",
                                                        "Exchange",
                                                        "NIST",
                                                        "Strict")
                                                .field("template")))
                .example(
                        "New-UMMailboxPolicy -Name Board -UMDialPlan default -Template Strict -MinPINLength 10",
                        "stricter than strict")
                .changing(
                        (bound, session, next) -> {
                            var what = "making the policy " + bound.text("Name").orElse("");
                            var dry = bound.on("WhatIf");
                            if (!dry && !Consent.given(bound, session, what + "?")) return;
                            var answer =
                                    session.rest()
                                            .send(
                                                    Request.of("POST", "policies")
                                                            .whatIf(dry)
                                                            .body(RequestBody.of(bound)));
                            if (dry) Consent.whatIf(session, answer, what);
                            else next.accept(UmObjects.policy(answer));
                        });
    }

    private static Cmdlet set() {
        return rules(
                        new Definition(
                                        "Set-UMMailboxPolicy",
                                        "Changes a policy; it applies at once.")
                                .with(
                                        identity().needed(),
                                        Parameter.of("Name", Kind.TEXT, "another name")
                                                .field("name")))
                .example(
                        "Set-UMMailboxPolicy 'default Default Policy' -MinPINLength 8 -WhatIf",
                        "how many would have to change their PIN")
                .example(
                        "Set-UMMailboxPolicy -Identity Board -PINLifetime 60.00:00:00 -LogonFailuresBeforePINReset Unlimited",
                        "expiry after 60 days, no automatic reset")
                .changing(
                        (bound, session, next) -> {
                            var identity = bound.text("Identity").orElse("");
                            var what = "changing the policy " + identity;
                            var body = RequestBody.changes(bound);
                            var dry = bound.on("WhatIf");
                            if (!dry && !Consent.given(bound, session, what + "?")) return;
                            var answer =
                                    session.rest()
                                            .send(
                                                    Request.of("PATCH", "policies", identity)
                                                            .whatIf(dry)
                                                            .body(body));
                            if (!dry) return;
                            Consent.whatIf(session, answer, what);
                            if (answer.has("mustChange")) next.accept(UmObjects.effect(answer));
                        });
    }

    private static Cmdlet remove() {
        return new Definition("Remove-UMMailboxPolicy", "Removes a policy that no mailbox has.")
                .with(identity().needed())
                .example("Remove-UMMailboxPolicy Board -Confirm:$false", "without asking")
                .changing(
                        (bound, session, next) -> {
                            var found = find(session, bound.text("Identity").orElse(""));
                            var what = "removing the policy " + found.path("name").asText("");
                            if (bound.on("WhatIf"))
                                Consent.whatIfRemoved(session, what, found.path("id").asText(""));
                            else if (Consent.givenToRemove(bound, session, what + "?"))
                                session.rest()
                                        .send(
                                                Request.of(
                                                        "DELETE",
                                                        "policies",
                                                        found.path("id").asText("")));
                        });
    }
}
