package org.ovalogin.cli.cmdlets;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.language.Wildcard;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.UmObjects;
import org.ovalogin.core.mailbox.DialPlanParameters;

/// UM dial plans.
public final class DialPlanCmdlets {
    private static final ObjectCmdlets DIAL_PLANS =
            new ObjectCmdlets("dialplans", "name", "name", UmObjects::dialPlan);

    private DialPlanCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(get(), make(), set(), remove());
    }

    private static Parameter identity() {
        return Parameter.of("Identity", Kind.TEXT, "the dial plan's name").first();
    }

    private static Cmdlet get() {
        return new Definition("Get-UMDialPlan", "Shows dial plans.")
                .with(identity())
                .example("Get-UMDialPlan", "all of them")
                .asking(
                        DIAL_PLANS.showing(
                                _ -> Request.of("GET", "dialplans"), DialPlanCmdlets::fits));
    }

    private static boolean fits(Wildcard wildcard, JsonNode dialPlan) {
        return wildcard.fits(dialPlan.path("name").asText(""));
    }

    private static Definition settings(Definition definition) {
        return DefinedParameters.add(definition, DialPlanParameters.ALL)
                .ignoring(
                        Kind.TEXT,
                        "AllowedInCountryOrRegionGroups",
                        "AllowedInternationalGroups",
                        "AudioCodec",
                        "ConfiguredInCountryOrRegionGroups",
                        "ConfiguredInternationalGroups",
                        "ContactAddressList",
                        "ContactRecipientContainer",
                        "ContactScope",
                        "CountryOrRegionCode",
                        "DefaultOutboundCallingLineId",
                        "DialByNamePrimary",
                        "DialByNameSecondary",
                        "EquivalentDialPlanPhoneContexts",
                        "Extension",
                        "GlobalCallRoutingScheme",
                        "InCountryOrRegionNumberFormat",
                        "InfoAnnouncementEnabled",
                        "InfoAnnouncementFilename",
                        "InternationalAccessCode",
                        "InternationalNumberFormat",
                        "MatchedNameSelectionMethod",
                        "MaxRecordingDuration",
                        "NationalNumberPrefix",
                        "NumberingPlanFormats",
                        "OutsideLineAccessCode",
                        "PilotIdentifierList",
                        "RecordingIdleTimeout",
                        "SubscriberType",
                        "UMAutoAttendant",
                        "URIType",
                        "VoIPSecurity",
                        "WelcomeGreetingFilename")
                .ignoring(
                        Kind.TRUTH,
                        "AllowDialPlanSubscribers",
                        "AllowExtensions",
                        "AllowHeuristicADCallingLineIdResolution",
                        "AutomaticSpeechRecognitionEnabled",
                        "CallAnsweringRulesEnabled",
                        "CallSomeoneEnabled",
                        "FaxEnabled",
                        "GenerateUMMailboxPolicy",
                        "SendVoiceMsgEnabled",
                        "SipResourceIdentifierRequired",
                        "TUIPromptEditingEnabled",
                        "WelcomeGreetingEnabled");
    }

    private static Cmdlet make() {
        return settings(
                        new Definition(
                                        "New-UMDialPlan",
                                        "Makes a dial plan and its default policy.")
                                .with(
                                        Parameter.of("Name", Kind.TEXT, "letters, digits, _ and -")
                                                .first()
                                                .needed()
                                                .field("name")))
                .example(
                        "New-UMDialPlan -Name Paris -NumberOfDigitsInExtension 4 -DefaultLanguage fr-FR -AccessTelephoneNumbers 5000",
                        "with 'Paris Default Policy'")
                .changing(DIAL_PLANS.making("Name", "making the dial plan"));
    }

    private static Cmdlet set() {
        return settings(
                        new Definition("Set-UMDialPlan", "Changes a dial plan.")
                                .with(
                                        identity().needed(),
                                        Parameter.of("Name", Kind.TEXT, "another name")
                                                .field("name")))
                .example("Set-UMDialPlan default -OperatorExtension 50000", "0 calls it")
                .example("Set-UMDialPlan default -OperatorExtension $null", "0 calls nobody")
                .changing(DIAL_PLANS.changing("changing the dial plan"));
    }

    private static Cmdlet remove() {
        return new Definition("Remove-UMDialPlan", "Removes a dial plan that has no mailbox.")
                .with(identity().needed())
                .example("Remove-UMDialPlan Paris", "asks first")
                .changing(DIAL_PLANS.removing("removing the dial plan %s"));
    }
}
