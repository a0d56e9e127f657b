package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.input.SearchText;
import org.ovalogin.core.mailbox.Addresses;
import org.ovalogin.core.mailbox.Forecast;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.Column;
import org.ovalogin.core.store.MailboxQuery.Order;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.core.store.Page;

/// `Get-`, `Enable-`, `Set-` and `Disable-UMMailbox`.
final class MailboxOperations {
    private static final int USUAL_PAGE = 50;
    private static final int LARGEST_PAGE = 1000;

    private static final Set<String> ENABLING =
            MailboxPatch.union(
                    MailboxPatch.MEMBERS,
                    Set.of("umDialPlan", "pin", "pinExpired", "notifyEmail", "sendEmail"));

    private final Administration administration;
    private final Mailboxes mailboxes;

    MailboxOperations(Administration administration) {
        this.administration = administration;
        mailboxes = administration.mailboxes();
    }

    List<Operation> all() {
        return List.of(
                Operation.get(
                                "/mailboxes",
                                "listMailboxes",
                                "Mailboxes, sorted; by default by dial plan and extension, and of a search the best matches first.",
                                this::list)
                        .needs(Right.VIEW)
                        .query("search", "dialPlan", "policy", "state", "sort", "limit", "after")
                        .answers("Mailboxes"),
                Operation.post(
                                "/mailboxes",
                                "enableMailbox",
                                "Gives an owner phone access, with a PIN by e-mail.",
                                this::enable)
                        .needs(Right.MANAGE)
                        .takes("NewMailbox")
                        .answers(HttpStatus.CREATED, "Mailbox")
                        .tells("WhatIf"),
                Operation.get("/mailboxes/{id}", "getMailbox", "A mailbox.", this::get)
                        .needs(Right.VIEW)
                        .answers("Mailbox"),
                Operation.patch(
                                "/mailboxes/{id}",
                                "changeMailbox",
                                "Changes a mailbox by a merge patch.",
                                this::change)
                        .needs(Right.MANAGE)
                        .takes("MailboxPatch")
                        .answers("Mailbox")
                        .tells("WhatIf"),
                Operation.delete(
                                "/mailboxes/{id}",
                                "disableMailbox",
                                "Takes the phone access away, with PIN and history.",
                                this::disable)
                        .needs(Right.MANAGE)
                        .answersNothing());
    }

    private ApiReply list(ApiCall call) {
        var page = mailboxes(query(call), call);
        var items = page.items().stream().map(MailboxJson::of).toList();
        return ApiReply.of(PageJson.Mailboxes.of(page, items));
    }

    private Page<MailboxReport> mailboxes(MailboxQuery query, ApiCall call) {
        try {
            return mailboxes.reports(query);
        } catch (IllegalArgumentException e) {
            // only the cursor can still prove malformed here
            throw call.query("after")
                    .map(cursor -> ApiCall.badValue("after", cursor, "'next' of the page before"))
                    .orElseThrow(() -> e);
        }
    }

    private MailboxQuery query(ApiCall call) {
        var states = call.queries("state", MailboxOperations::state, states());
        var dialPlan =
                call.query("dialPlan")
                        .map(
                                name ->
                                        ApiCall.referred(
                                                        "dialPlan",
                                                        () -> administration.dialPlans().find(name))
                                                .name());
        var policy =
                call.query("policy")
                        .map(
                                name ->
                                        ApiCall.referred(
                                                        "policy",
                                                        () -> administration.policies().find(name))
                                                .guid());
        return new MailboxQuery(
                        call.query("search").map(MailboxOperations::search).orElse(""),
                        dialPlan,
                        policy,
                        new HashSet<>(states),
                        call.query("after"),
                        call.limit(USUAL_PAGE, LARGEST_PAGE))
                .in(call.query("sort").map(MailboxOperations::order).orElse(Order.USUAL));
    }

    /// A column, with `-` before it for descending.
    private static Order order(String sort) {
        var word = sort.startsWith("-") ? sort.substring(1) : sort;
        return List.of(Column.values()).stream()
                .filter(column -> Json.word(column).equals(word))
                .findFirst()
                .map(column -> new Order(Optional.of(column), sort.startsWith("-")))
                .orElseThrow(() -> ApiCall.badValue("sort", sort, columns()));
    }

    private static String columns() {
        return String.join(", ", List.of(Column.values()).stream().map(Json::word).toList())
                + ", each also with - before it";
    }

    private static String search(String text) {
        if (text.length() <= SearchText.LONGEST) return text;
        throw ApiCall.badValue(
                "search", text, "texts of up to %d characters".formatted(SearchText.LONGEST));
    }

    static Optional<State> state(String word) {
        return List.of(State.values()).stream().filter(s -> Json.word(s).equals(word)).findFirst();
    }

    static String states() {
        return String.join(", ", List.of(State.values()).stream().map(Json::word).toList());
    }

    private ApiReply enable(ApiCall call) {
        var wanted = call.body(ENABLING, MailboxOperations::enabling);
        if (call.whatIf()) return ApiReply.whatIf(mailboxes.whatIf(wanted, call.actor()));
        var done = mailboxes.enable(wanted, call.actor());
        return ApiReply.created(
                MailboxJson.of(mailboxes.report(done.mailbox())).with(done.shownOnce()),
                Api.BASE + "/mailboxes/" + done.mailbox().guid());
    }

    private static Enabling enabling(Body body) {
        return new Enabling(
                new Enabling.Owner(
                        AddressesPatch.needed(body).apply(Addresses.NONE),
                        body.text("displayName"),
                        body.texts("aliases").orElse(List.of()),
                        MailboxPatch.language(body).value(),
                        ParameterJson.zone(body, "timeZone").value()),
                new Enabling.Place(
                        body.text("umDialPlan"),
                        body.text("umMailboxPolicy"),
                        body.neededTexts("extensions")),
                new PhoneAccess(
                        body.flag("subscriberAccessEnabled").orElse(true),
                        body.flag("pinlessAccessToVoiceMailEnabled").orElse(false)),
                new Enabling.FirstPin(
                        body.secret("pin"),
                        body.flag("pinExpired").orElse(true),
                        body.text("notifyEmail"),
                        body.flag("sendEmail").orElse(true)));
    }

    private ApiReply get(ApiCall call) {
        var seen = mailboxes.overview(call.path("id"), call.actor(), 0);
        return ApiReply.of(MailboxJson.of(seen.report()), seen.revision());
    }

    private ApiReply change(ApiCall call) {
        var patch = call.body(MailboxPatch.MEMBERS, MailboxPatch::read);
        var mailbox = mailboxes.find(call.path("id"));
        var policy = patch.policyIn(administration.policies(), mailbox.dialPlan().name());
        if (!call.whatIf())
            return ApiReply.of(
                    MailboxJson.of(
                            mailboxes.report(
                                    mailboxes.change(
                                            mailbox.guid(),
                                            d -> patch.apply(d, policy),
                                            call.actor()))));
        var changed = mailboxes.whatIf(mailbox.guid(), d -> patch.apply(d, policy), call.actor());
        var report = mailboxes.report(mailbox);
        return ApiReply.whatIf(
                Forecast.of(
                        "The mailbox of %s %s."
                                .formatted(
                                        mailbox.identity(),
                                        Changes.would(
                                                MailboxJson.of(report),
                                                MailboxJson.of(report.with(changed)))),
                        changed));
    }

    private ApiReply disable(ApiCall call) {
        mailboxes.disable(mailboxes.find(call.path("id")).guid(), call.actor());
        return ApiReply.nothing();
    }
}
