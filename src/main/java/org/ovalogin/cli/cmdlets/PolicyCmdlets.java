package org.ovalogin.cli.cmdlets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.language.Wildcard;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.UmObjects;
import org.ovalogin.core.pin.PolicyParameters;
import org.ovalogin.core.pin.PolicyTemplate;

/// UM mailbox policies.
public final class PolicyCmdlets {
    private static final ObjectCmdlets POLICIES =
            new ObjectCmdlets("policies", "name", "id", UmObjects::policy);

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
                .asking(POLICIES.showing(PolicyCmdlets::all, PolicyCmdlets::fits));
    }

    private static Request all(Bound bound) {
        var request = Request.of("GET", "policies");
        return bound.text("UMDialPlan").map(p -> request.query("dialPlan", p)).orElse(request);
    }

    private static boolean fits(Wildcard wildcard, JsonNode policy) {
        var name = policy.path("name").asText("");
        return wildcard.fits(name)
                || wildcard.fits(policy.path("umDialPlan").asText("") + "\\" + name);
    }

    private static Definition parameters(Definition definition) {
        return DefinedParameters.add(definition, PolicyParameters.ALL)
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
        return parameters(
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
                                                        "sets the rules that are not given",
                                                        PolicyTemplate.titles()
                                                                .toArray(String[]::new))
                                                .field("template")))
                .example(
                        "New-UMMailboxPolicy -Name Board -UMDialPlan default -Template Strict -MinPINLength 10",
                        "stricter than strict")
                .changing(POLICIES.making("Name", "making the policy"));
    }

    private static Cmdlet set() {
        return parameters(
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
                .changing(POLICIES.changing("changing the policy"));
    }

    private static Cmdlet remove() {
        return new Definition("Remove-UMMailboxPolicy", "Removes a policy that no mailbox has.")
                .with(identity().needed())
                .example("Remove-UMMailboxPolicy Board -Confirm:$false", "without asking")
                .changing(POLICIES.removing("removing the policy %s"));
    }
}
