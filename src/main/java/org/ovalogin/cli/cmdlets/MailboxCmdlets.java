package org.ovalogin.cli.cmdlets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.language.Wildcard;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Definition;
import org.ovalogin.cli.script.PagedList;
import org.ovalogin.cli.script.Parameter;
import org.ovalogin.cli.script.Parameter.Kind;
import org.ovalogin.cli.script.RequestBody;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.UmObjects;
import org.ovalogin.cli.terminal.ShellException;

/// Mailboxes: who has access by phone.
public final class MailboxCmdlets {
    static final String WHICH = "address, alias, name, extension, dial plan\\extension, or GUID";

    static final Parameter RESULT_SIZE =
            Parameter.of("ResultSize", Kind.LIMIT, "how many at most; 1000 where it is left out");

    private static final String NO_EMAIL = "NoEmail";

    private static final ObjectCmdlets MAILBOXES =
            new ObjectCmdlets("mailboxes", "identity", "id", UmObjects::mailbox);

    private MailboxCmdlets() {}

    static Parameter identity() {
        return Parameter.of("Identity", Kind.TEXT, WHICH).first();
    }

    /// The parameters that select mailboxes.
    static Definition listing(Definition definition) {
        return definition
                .with(
                        identity(),
                        Parameter.of("Anr", Kind.TEXT, "words of a name, address or extension"),
                        Parameter.of("UMDialPlan", Kind.TEXT, "of this dial plan only"),
                        Parameter.of("UMMailboxPolicy", Kind.TEXT, "of this policy only"),
                        Parameter.choice(
                                "State",
                                "in this state only",
                                "Locked",
                                "Expired",
                                "Lapsed",
                                "Never-Used",
                                "Disabled",
                                "Mail-Failed"),
                        Parameter.of(
                                "Filter",
                                Kind.CONDITION,
                                "a condition, as in { DisplayName -like 'T*' }"),
                        RESULT_SIZE)
                .ignoring(Kind.TEXT, "SortBy", "OrganizationalUnit", "RecipientTypeDetails")
                .ignoring(Kind.SWITCH, "ReadFromDomainController", "IgnoreErrors");
    }

    public static List<Cmdlet> all() {
        return List.of(get(), enable(), set(), disable());
    }

    private static Cmdlet get() {
        return listing(new Definition("Get-UMMailbox", "Shows mailboxes."))
                .example("Get-UMMailbox tonysmith@contoso.com", "everything about one")
                .example(
                        "Get-UMMailbox -ResultSize Unlimited | Where-Object { $_.LockedOut -eq $true } | Format-Table DisplayName,Extensions,LockedSince",
                        "all that are locked")
                .example(
                        "Get-UMMailbox -State Never-Used | Export-Csv never.csv",
                        "for a mail merge")
                .asking(
                        (bound, session, next) ->
                                each(bound, session, json -> next.accept(UmObjects.mailbox(json))));
    }

    /// Takes each mailbox that the parameters of [#listing] select, as the server's JSON.
    static void each(Bound bound, ShellSession session, Predicate<JsonNode> take) {
        var filter = bound.condition("Filter");
        Predicate<JsonNode> wanted =
                json ->
                        !filter.map(f -> f.test(UmObjects.mailbox(json))).orElse(true)
                                || take.test(json);
        var identity = bound.text("Identity");
        if (identity.isPresent()) {
            named(bound, session, identity.get(), wanted);
            return;
        }
        list(bound, session).each(PagedList.size(bound), wanted);
    }

    /// Takes the mailbox of this name, or all that fit the name as a pattern.
    private static void named(
            Bound bound, ShellSession session, String identity, Predicate<JsonNode> take) {
        var one = MAILBOXES.named(bound, session, identity);
        if (one.isPresent()) {
            var _ = take.test(one.get());
            return;
        }
        var wildcard = Wildcard.of(identity);
        var search = Optional.of(wildcard.literal()).filter(l -> !l.isEmpty() && !bound.has("Anr"));
        list(bound, session)
                .each(PagedList.size(bound), search, json -> fits(wildcard, json), take);
    }

    private static boolean fits(Wildcard wildcard, JsonNode mailbox) {
        var names = new ArrayList<String>();
        var address = mailbox.path("identity").asText("");
        names.addAll(List.of(address, address.replaceFirst("@.*", "")));
        names.add(mailbox.path("displayName").asText(""));
        mailbox.path("aliases").forEach(alias -> names.add(alias.asText()));
        for (var extension : mailbox.path("extensions")) {
            names.add(extension.asText());
            names.add(mailbox.path("umDialPlan").asText() + "\\" + extension.asText());
        }
        return names.stream().anyMatch(wildcard::fits);
    }

    private static PagedList list(Bound bound, ShellSession session) {
        var request = Request.of("GET", "mailboxes");
        for (var query :
                new String[][] {
                    {"Anr", "search"}, {"UMDialPlan", "dialPlan"}, {"UMMailboxPolicy", "policy"}
                }) {
            var value = bound.text(query[0]);
            if (value.isPresent()) request = request.query(query[1], value.get());
        }
        var state = bound.text("State");
        if (state.isPresent())
            request = request.query("state", state.get().toLowerCase(Locale.ROOT));
        return new PagedList(session, request, "after");
    }

    private static Cmdlet enable() {
        return described(
                        new Definition(
                                "Enable-UMMailbox",
                                "Gives somebody access by phone, with a PIN by e-mail."))
                .with(
                        Parameter.of("Identity", Kind.TEXT, "the owner's e-mail address")
                                .first()
                                .neededUnless(NO_EMAIL)
                                .field("identity"),
                        Parameter.of(
                                NO_EMAIL,
                                Kind.SWITCH,
                                "the owner has no e-mail address; a generated PIN is shown here, once"),
                        Parameter.of(
                                        "AllowSharedAddress",
                                        Kind.SWITCH,
                                        "other mailboxes may have the same address")
                                .field("allowSharedAddress"),
                        Parameter.of("Extensions", Kind.LIST, "the first is the primary one")
                                .needed()
                                .also("Extension")
                                .field("extensions"),
                        Parameter.of(
                                        "UMMailboxPolicy",
                                        Kind.TEXT,
                                        "the policy; the dial plan's default one where it is left out")
                                .field("umMailboxPolicy"),
                        Parameter.of(
                                        "UMDialPlan",
                                        Kind.TEXT,
                                        "the dial plan, where there are several")
                                .field("umDialPlan"),
                        Parameter.of(
                                        "Pin",
                                        Kind.PIN,
                                        "the first PIN; generated where it is left out")
                                .field("pin"),
                        Parameter.of(
                                        "PinExpired",
                                        Kind.TRUTH,
                                        "to be changed at first; $true where it is left out")
                                .field("pinExpired"),
                        PinCmdlets.NOTIFY,
                        PinCmdlets.SEND,
                        Parameter.of(
                                "ValidateOnly", Kind.SWITCH, "checks everything and does nothing"))
                .ignoring(Kind.TEXT, "PilotNumber", "SIPResourceIdentifier")
                .ignoring(Kind.TRUTH, "AutomaticSpeechRecognitionEnabled")
                .example(
                        "Enable-UMMailbox -Identity tonysmith@contoso.com -UMMailboxPolicy 'default Default Policy' -Extensions 51234 -PinExpired $true",
                        "sends the welcome e-mail with a PIN")
                .example(
                        "Import-Csv users.csv | Enable-UMMailbox",
                        "columns named as the parameters: Identity, Extensions, Name, …")
                .example(
                        "Enable-UMMailbox -NoEmail -Name 'Front Desk' -Extensions 51200",
                        "a mailbox whose owner has no address")
                .changing(
                        MAILBOXES.making(
                                "Identity", "enabling the mailbox of", MailboxCmdlets::enabling));
    }

    private static ObjectNode enabling(Bound bound) {
        var body = RequestBody.of(bound);
        if (!bound.on(NO_EMAIL)) return body;
        if (bound.has("Identity"))
            throw ShellException.usage(
                    "-Identity and -NoEmail exclude each other", "leave one of them out");
        return body.putNull("email");
    }

    private static Definition described(Definition definition) {
        return definition.with(
                Parameter.of("DisplayName", Kind.TEXT, "the owner's name")
                        .also("Name")
                        .field("displayName"),
                Parameter.of("Aliases", Kind.LIST, "other names to find it by")
                        .also("Alias")
                        .field("aliases"),
                Parameter.of("NotifyAddresses", Kind.LIST, "further addresses for notices")
                        .field("notifyAddresses"),
                Parameter.of("PINToNotifyAddresses", Kind.TRUTH, "whether PINs go there too")
                        .field("pinToNotifyAddresses"),
                Parameter.of("Language", Kind.TEXT, "such as fr-FR; $null: the call's")
                        .field("language"),
                Parameter.of(
                                "TimeZone",
                                Kind.TEXT,
                                "of times in letters, such as Europe/Paris; $null: the dial plan's")
                        .field("timeZone"),
                Parameter.of("SubscriberAccessEnabled", Kind.TRUTH, "whether the owner can sign in")
                        .field("subscriberAccessEnabled"),
                Parameter.of(
                                "PinlessAccessToVoiceMailEnabled",
                                Kind.TRUTH,
                                "voice mail from the own phone without PIN, where the policy allows it")
                        .field("pinlessAccessToVoiceMailEnabled"));
    }

    private static Cmdlet set() {
        return described(new Definition("Set-UMMailbox", "Changes a mailbox."))
                .with(
                        identity().needed(),
                        Parameter.of("Extensions", Kind.LIST, "all of them, the primary one first")
                                .also("Extension")
                                .field("extensions"),
                        Parameter.of("UMMailboxPolicy", Kind.TEXT, "another of the same dial plan")
                                .field("umMailboxPolicy"),
                        Parameter.of(
                                        "PrimarySmtpAddress",
                                        Kind.TEXT,
                                        "the e-mail address; $null: none")
                                .field("email"),
                        Parameter.of(
                                        "AllowSharedAddress",
                                        Kind.TRUTH,
                                        "whether other mailboxes may have the same address")
                                .field("allowSharedAddress"))
                .ignoring(
                        Kind.TRUTH,
                        "AnonymousCallersCanLeaveMessages",
                        "AutomaticSpeechRecognitionEnabled",
                        "CallAnsweringRulesEnabled",
                        "FaxEnabled",
                        "ImListMigrationCompleted",
                        "MissedCallNotificationEnabled",
                        "PlayOnPhoneEnabled",
                        "TUIAccessToCalendarEnabled",
                        "TUIAccessToEmailEnabled",
                        "VerifyGlobalRoutingEntry",
                        "VoiceMailAnalysisEnabled")
                .ignoring(
                        Kind.TEXT,
                        "AirSyncNumbers",
                        "AllowUMCallsFromNonUsers",
                        "CallAnsweringAudioCodec",
                        "OperatorNumber",
                        "PhoneNumber",
                        "PhoneProviderId",
                        "UMSMSNotificationOption")
                .example("Set-UMMailbox tonysmith -Extensions 51234,51235", "two extensions")
                .example("Set-UMMailbox 51234 -Language $null", "the call's language again")
                .changing(MAILBOXES.changing("changing the mailbox"));
    }

    private static Cmdlet disable() {
        return new Definition(
                        "Disable-UMMailbox", "Takes access by phone away, with PIN and history.")
                .with(identity().needed())
                .ignoring(Kind.TRUTH, "KeepProperties")
                .example("Disable-UMMailbox tonysmith@contoso.com", "asks first")
                .example(
                        "Get-UMMailbox -State Never-Used | Disable-UMMailbox -WhatIf",
                        "tells which it would be")
                .changing(
                        MAILBOXES.removing("disabling the mailbox of %s with its PIN and history"));
    }
}
