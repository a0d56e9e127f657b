package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes.Enabling;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Cookies;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Routes;

/// Enables a mailbox.
final class EnablePage implements Routes {
    private static final String PATH = MailboxFilter.PATH + "/new";
    private static final String OF_DIAL_PLAN = PATH + "/dialplan";

    /// The button, for browsers without scripts, that shows what depends on the dial plan.
    private static final String CHOOSE = "choose";

    /// The dial plan that this browser used last.
    private static final String COOKIE = "dialplan";

    private static final Duration KEPT_COOKIE = Duration.ofDays(365);

    private static final Set<String> NAMES =
            union(union(MailboxFields.NAMES, PinChoice.FIELDS), Set.of(CHOOSE));
    private static final Set<String> KEPT = union(MailboxFields.NAMES, PinChoice.KEPT);

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;
    private final Cookies cookies;

    EnablePage(
            Administration administration,
            Renderer renderer,
            PageDoor door,
            Flash flash,
            Cookies cookies) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
        this.cookies = cookies;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::ask));
        server.route().get(OF_DIAL_PLAN).build(door.inside(this::ofDialPlan));
        door.form(server, PATH, KEPT, this::enable, this::again);
    }

    private HttpResponse ask(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        return page(
                visit,
                HttpStatus.OK,
                MailboxFields.empty(usedLast(visit)),
                PinChoice.DEFAULT,
                Findings.none(visit.texts()));
    }

    private String usedLast(PageVisit visit) {
        return cookies.read(visit.request().headers(), COOKIE).orElse("");
    }

    /// The policies and the lengths of extensions of another dial plan, for htmx.
    private HttpResponse ofDialPlan(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var parameters = new HashMap<String, Object>();
        var chosen = chosen(administration.dialPlans().all(), visit.query("dialPlan").orElse(""));
        parameters.put("fields", MailboxFields.empty(""));
        parameters.put("findings", Findings.none(visit.texts()));
        parameters.putAll(ofDialPlan(visit.texts(), chosen));
        return renderer.part(visit, "enableOfDialPlan.jte", parameters);
    }

    private Map<String, Object> ofDialPlan(PageTexts texts, Optional<DialPlan> chosen) {
        return Map.of(
                "policies",
                chosen.map(plan -> administration.policies().all(Optional.of(plan.name())))
                        .orElse(List.of()),
                "lengths",
                chosen.map(plan -> lengths(texts, plan)).orElse(""));
    }

    /// For example `5 digits in dial plan default.`
    private static String lengths(PageTexts texts, DialPlan plan) {
        var lengths = plan.extensionLengths();
        var digits =
                lengths.differ()
                        ? texts.text(
                                "allowed.digits",
                                String.valueOf(lengths.shortest()),
                                String.valueOf(lengths.longest()))
                        : texts.text("enable.digits", lengths.longest());
        return texts.text("enable.extensions", digits, plan.name());
    }

    /// The dial plan of this name; otherwise the first.
    private static Optional<DialPlan> chosen(List<DialPlan> all, String name) {
        return all.stream()
                .filter(plan -> plan.name().equals(name))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private HttpResponse again(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var form = visit.form(NAMES, Set.of());
        return page(
                visit,
                HttpStatus.OK,
                MailboxFields.of(form),
                PinChoice.of(form),
                Findings.none(visit.texts()));
    }

    private HttpResponse enable(PageVisit visit) {
        var form = visit.form(NAMES, Set.of());
        var fields = MailboxFields.of(form);
        var choice = PinChoice.of(form);
        if (form.isTicked(CHOOSE)) return again(visit);
        try {
            var wanted = wanted(fields, choice, form);
            var done = administration.mailboxes().enable(wanted, visit.actor());
            var mailbox = done.mailbox();
            var told = wanted.firstPin().notifyEmail().or(mailbox::address);
            var answer =
                    done.shownOnce().isPresent()
                            ? ShownPinPage.keep(
                                    administration, visit, mailbox.guid(), done.shownOnce().get())
                            : enabled(mailbox, told);
            return Answers.with(
                    answer,
                    cookies.set(COOKIE, mailbox.dialPlan().name(), Optional.of(KEPT_COOKIE)));
        } catch (NotDone e) {
            var status = Refusals.ofForm(e);
            var faults =
                    MailboxFields.faults(
                            e,
                            () ->
                                    administration
                                            .mailboxes()
                                            .whatIf(
                                                    wanted(fields.withoutTimeZone(), choice, form),
                                                    visit.actor()));
            return page(visit, status, fields, choice, Findings.of(visit.texts(), faults));
        }
    }

    private HttpResponse enabled(Mailbox mailbox, Optional<String> told) {
        var path = MailboxPage.path(mailbox.guid());
        return told.isEmpty()
                ? flash.seeOther(path, "enabledOnly", mailbox.displayName())
                : flash.seeOther(path, "enabled", mailbox.displayName(), told.get());
    }

    private static Enabling wanted(MailboxFields fields, PinChoice choice, Form form) {
        return new Enabling(
                new Enabling.Owner(
                        fields.addresses().addresses(),
                        text(fields.name()),
                        fields.aliasList(),
                        fields.chosenLanguage(),
                        TimeZone.typed(fields.timeZone(), Optional.empty())),
                new Enabling.Place(
                        text(fields.dialPlan()), text(fields.policy()), fields.extensionList()),
                new PhoneAccess(true, false),
                new Enabling.FirstPin(
                        choice.pin(form), choice.mustChange(), text(fields.recipient()), true));
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private HttpResponse page(
            PageVisit visit,
            HttpStatus status,
            MailboxFields fields,
            PinChoice choice,
            Findings findings) {
        var parameters = new HashMap<String, Object>();
        parameters.put("fields", fields);
        parameters.put("choice", choice);
        parameters.put("findings", findings);
        var dialPlans = administration.dialPlans().all();
        var chosen = chosen(dialPlans, fields.dialPlan());
        parameters.put("dialPlans", dialPlans.stream().map(DialPlan::name).toList());
        parameters.put("chosen", chosen.map(DialPlan::name).orElse(""));
        parameters.putAll(ofDialPlan(visit.texts(), chosen));
        parameters.put("languages", MailboxFields.languages(visit.texts()));
        return renderer.page(
                visit,
                status,
                "enable.jte",
                Optional.of(Place.MAILBOXES),
                visit.texts().text("enable.title"),
                parameters);
    }
}
