package org.ovalogin.cli.language;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Properties that Exchange's objects had and ours lack. They are blank, so that old lines show
/// what there is.
public final class ExchangeNames {
    private static final String ALL =
            "DistinguishedName ExchangeVersion IsValid Id ObjectCategory ObjectClass ObjectState"
                    + " OrganizationId OriginatingServer WhenChanged WhenChangedUTC WhenCreated"
                    + " WhenCreatedUTC PSComputerName RunspaceId";

    private static final Map<Item.Type, List<String>> OF_TYPE =
            Map.of(
                    Item.Type.MAILBOX,
                    names(
                            "AirSyncNumbers AllowUMCallsFromNonUsers AnonymousCallersCanLeaveMessages"
                                    + " AutomaticSpeechRecognitionEnabled CallAnsweringAudioCodec"
                                    + " CallAnsweringRulesEnabled EmailAddresses FaxEnabled"
                                    + " ImListMigrationCompleted LegacyExchangeDN LinkedMasterAccount"
                                    + " MissedCallNotificationEnabled OperatorNumber PhoneNumber"
                                    + " PhoneProviderId PlayOnPhoneEnabled SamAccountName"
                                    + " ServerLegacyDN ServerName SIPResourceIdentifier"
                                    + " TUIAccessToCalendarEnabled TUIAccessToEmailEnabled"
                                    + " UMAddresses UMDtmfMap UMSMSNotificationOption"
                                    + " VoiceMailAnalysisEnabled"),
                    Item.Type.PIN,
                    names(""),
                    Item.Type.POLICY,
                    names(
                            "AllowAutomaticSpeechRecognition AllowCallAnsweringRules"
                                    + " AllowDialPlanSubscribers AllowedInCountryOrRegionGroups"
                                    + " AllowedInternationalGroups AllowExtensions AllowFax"
                                    + " AllowMessageWaitingIndicator AllowMissedCallNotifications"
                                    + " AllowPlayOnPhone AllowSMSNotification AllowSubscriberAccess"
                                    + " AllowTUIAccessToCalendar AllowTUIAccessToDirectory"
                                    + " AllowTUIAccessToEmail AllowTUIAccessToPersonalContacts"
                                    + " AllowVoiceMailAnalysis AllowVoiceMailPreview"
                                    + " AllowVoiceNotification"
                                    + " AllowVoiceResponseToOtherMessageTypes FaxMessageText"
                                    + " FaxServerURI InformCallerOfVoiceMailAnalysis"
                                    + " MaxGreetingDuration ProtectAuthenticatedVoiceMail"
                                    + " ProtectedVoiceMailText ProtectUnauthenticatedVoiceMail"
                                    + " RequireProtectedPlayOnPhone ResetPINText"
                                    + " SourceForestPolicyNames UMEnabledText VoiceMailPreviewPartnerAddress"
                                    + " VoiceMailText"),
                    Item.Type.DIAL_PLAN,
                    names(
                            "AllowDialPlanSubscribers AllowedInCountryOrRegionGroups"
                                    + " AllowedInternationalGroups AllowExtensions"
                                    + " AllowHeuristicADCallingLineIdResolution AudioCodec"
                                    + " AutomaticSpeechRecognitionEnabled AvailableLanguages"
                                    + " CallAnsweringRulesEnabled CallSomeoneEnabled"
                                    + " ConfiguredInCountryOrRegionGroups"
                                    + " ConfiguredInternationalGroups ContactAddressList"
                                    + " ContactRecipientContainer ContactScope CountryOrRegionCode"
                                    + " DefaultOutboundCallingLineId DialByNamePrimary"
                                    + " DialByNameSecondary EquivalentDialPlanPhoneContexts Extension"
                                    + " FaxEnabled FDSPollingInterval GlobalCallRoutingScheme"
                                    + " InCountryOrRegionNumberFormat InfoAnnouncementEnabled"
                                    + " InfoAnnouncementFilename InternationalAccessCode"
                                    + " InternationalNumberFormat LegacyPromptPublishingPoint"
                                    + " MatchedNameSelectionMethod MaxRecordingDuration"
                                    + " NationalNumberPrefix NumberingPlanFormats"
                                    + " OutsideLineAccessCode PhoneContext PilotIdentifierList"
                                    + " PromptPublishingPoint RecordingIdleTimeout"
                                    + " SendVoiceMsgEnabled SipResourceIdentifierRequired"
                                    + " SubscriberType TUIPromptEditingEnabled UMAutoAttendant"
                                    + " UMAutoAttendants UMIPGateway UMMailboxPolicies UMServers"
                                    + " URIType VoIPSecurity WelcomeGreetingEnabled"
                                    + " WelcomeGreetingFilename"));

    private ExchangeNames() {}

    private static List<String> names(String own) {
        return Stream.of(own, ALL)
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /// The name as Exchange wrote it, where its objects of this type had it.
    public static Optional<String> find(Item.Type type, String name) {
        return OF_TYPE.getOrDefault(type, List.of()).stream()
                .filter(known -> known.equalsIgnoreCase(name))
                .findFirst();
    }
}
