package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
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
import org.ovalogin.core.mailbox.PhoneAccess;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Routes;

/// Enables a mailbox.
final class EnablePage implements Routes {
    private static final String PATH = MailboxFilter.PATH + "/new";
    private static final Set<String> NAMES = union(MailboxFields.NAMES, PinChoice.FIELDS);
    private static final Set<String> KEPT = union(MailboxFields.NAMES, PinChoice.KEPT);

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    EnablePage(Administration administration, Renderer renderer, PageDoor door, Flash flash) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::ask));
        door.form(server, PATH, KEPT, this::enable, this::again);
    }

    private HttpResponse ask(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        var dialPlans = administration.dialPlans().all();
        var first = dialPlans.isEmpty() ? "" : dialPlans.getFirst().name();
        return page(
                visit,
                HttpStatus.OK,
                MailboxFields.empty(first),
                PinChoice.DEFAULT,
                Findings.none(visit.texts()));
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
        try {
            var wanted = wanted(fields, choice, form);
            var done = administration.mailboxes().enable(wanted, visit.actor());
            var mailbox = done.mailbox();
            if (done.shownOnce().isPresent())
                return ShownPinPage.keep(
                        administration, visit, mailbox.guid(), done.shownOnce().get());
            var told = wanted.firstPin().notifyEmail().or(mailbox::address);
            if (told.isEmpty())
                return flash.seeOther(
                        MailboxPage.path(mailbox.guid()), "enabledOnly", mailbox.displayName());
            return flash.seeOther(
                    MailboxPage.path(mailbox.guid()), "enabled", mailbox.displayName(), told.get());
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
        parameters.put(
                "dialPlans",
                administration.dialPlans().all().stream().map(DialPlan::name).toList());
        parameters.put("policies", administration.policies().all(Optional.empty()));
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
