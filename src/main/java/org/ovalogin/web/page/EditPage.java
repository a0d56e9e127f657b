package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.MailboxOverview;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.frame.Differences;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// Changes a mailbox, except for PIN and lock; disables it after a confirmation.
final class EditPage implements Routes {
    private static final String EDIT = MailboxPage.PATH + "/edit";
    private static final String DISABLE = MailboxPage.PATH + "/disable";

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;

    EditPage(Administration administration, Renderer renderer, PageDoor door, Flash flash) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(EDIT).build(door.inside(this::ask));
        door.form(server, EDIT, MailboxFields.NAMES, this::change, this::again);
        server.route().get(DISABLE).build(door.inside(this::askToDisable));
        door.form(server, DISABLE, Set.of(), this::disable, this::askAgainToDisable);
    }

    private HttpResponse ask(PageVisit visit) {
        var seen = seen(visit);
        var fields = MailboxFields.of(seen.report().mailbox());
        return page(
                visit, HttpStatus.OK, seen, fields, version(seen), Findings.none(visit.texts()));
    }

    private HttpResponse again(PageVisit visit) {
        var form = visit.form(MailboxFields.NAMES, Set.of());
        var seen = seen(visit);
        return page(
                visit,
                HttpStatus.OK,
                seen,
                MailboxFields.of(form),
                PageVisit.version(form, version(seen)),
                Findings.none(visit.texts()));
    }

    private HttpResponse change(PageVisit visit) {
        var form = visit.form(MailboxFields.NAMES, Set.of());
        var guid = seen(visit).report().mailbox().guid();
        var fields = MailboxFields.of(form);
        try {
            administration.mailboxes().change(guid, fields::over, visit.actor(form));
            return flash.seeOther(MailboxPage.path(guid), "changed");
        } catch (NotDone e) {
            var status = Refusals.ofForm(e);
            var faults =
                    MailboxFields.faults(
                            e,
                            () ->
                                    administration
                                            .mailboxes()
                                            .whatIf(
                                                    guid,
                                                    fields.withoutTimeZone()::over,
                                                    visit.actor(form)));
            var findings = Findings.of(visit.texts(), faults);
            var now = seen(visit);
            return page(visit, status, now, fields, version(now), findings);
        }
    }

    private HttpResponse page(
            PageVisit visit,
            HttpStatus status,
            MailboxOverview seen,
            MailboxFields fields,
            String version,
            Findings findings) {
        var mailbox = seen.report().mailbox();
        var parameters = new HashMap<String, Object>();
        parameters.put("mailbox", mailbox);
        parameters.put("fields", fields);
        parameters.put("findings", findings);
        parameters.put("version", version);
        parameters.put(
                "differs",
                findings.stale()
                        ? Differences.of(
                                visit.texts(), fields.byName(), MailboxFields.of(mailbox).byName())
                        : Optional.empty());
        parameters.put(
                "policies", administration.policies().all(Optional.of(mailbox.dialPlan().name())));
        parameters.put("languages", MailboxFields.languages(visit.texts()));
        return renderer.page(
                visit,
                status,
                "edit.jte",
                Optional.of(Place.MAILBOXES),
                visit.texts().text("edit.title", mailbox.displayName()),
                parameters);
    }

    private HttpResponse askToDisable(PageVisit visit) {
        var seen = seen(visit);
        return confirmation(visit, HttpStatus.OK, seen, version(seen), List.of());
    }

    private HttpResponse askAgainToDisable(PageVisit visit) {
        var form = visit.form(Set.of(), Set.of());
        var seen = seen(visit);
        var version = PageVisit.version(form, version(seen));
        return confirmation(visit, HttpStatus.OK, seen, version, List.of());
    }

    private HttpResponse confirmation(
            PageVisit visit,
            HttpStatus status,
            MailboxOverview seen,
            String version,
            List<String> refused) {
        var mailbox = seen.report().mailbox();
        var errors = new ArrayList<>(refused);
        if (mailbox.lockouts().lockedByAdministrator())
            errors.add(visit.texts().text("lock.standing"));
        return renderer.page(
                visit,
                status,
                "confirm.jte",
                Optional.of(Place.MAILBOXES),
                visit.texts().text("disable.title", mailbox.displayName()),
                Map.of(
                        "back",
                        MailboxPage.path(mailbox.guid()),
                        "action",
                        MailboxPage.path(mailbox.guid()) + "/disable",
                        "version",
                        version,
                        "errors",
                        errors,
                        "text",
                        visit.texts().text("disable.text", mailbox.identity()),
                        "button",
                        visit.texts().text("mailbox.disable")));
    }

    private HttpResponse disable(PageVisit visit) {
        var form = visit.form(Set.of(), Set.of());
        var mailbox = seen(visit).report().mailbox();
        try {
            administration.mailboxes().disable(mailbox.guid(), visit.actor(form));
        } catch (NotDone e) {
            if (e.kind() != Fault.Kind.STALE) throw e;
            var findings = Findings.of(visit.texts(), e);
            var now = seen(visit);
            return confirmation(visit, HttpStatus.CONFLICT, now, version(now), findings.all());
        }
        return flash.seeOther(MailboxFilter.PATH, "disabled", mailbox.displayName());
    }

    private static String version(MailboxOverview seen) {
        return String.valueOf(seen.revision().version());
    }

    private MailboxOverview seen(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        return administration.mailboxes().overview(Refusals.guid(visit), visit.actor(), 0);
    }
}
