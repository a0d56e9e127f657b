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
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Mailbox;
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
        server.route().post(EDIT).build(door.inside(this::change));
        server.route().get(DISABLE).build(door.inside(this::askToDisable));
        server.route().post(DISABLE).build(door.inside(this::disable));
    }

    private HttpResponse ask(PageVisit visit) {
        var mailbox = mailbox(visit);
        var findings = Findings.none(visit.texts());
        return page(visit, HttpStatus.OK, mailbox, MailboxFields.of(mailbox), findings);
    }

    private HttpResponse change(PageVisit visit) {
        var form = visit.form(MailboxFields.NAMES, Set.of());
        var mailbox = mailbox(visit);
        var fields = MailboxFields.of(form);
        try {
            administration.mailboxes().change(mailbox.guid(), fields::over, visit.actor(form));
            return flash.seeOther(MailboxPage.path(mailbox.guid()), "changed");
        } catch (NotDone e) {
            var findings = Findings.of(visit.texts(), e);
            return page(visit, Refusals.ofForm(e), mailbox(visit), fields, findings);
        }
    }

    private HttpResponse page(
            PageVisit visit,
            HttpStatus status,
            Mailbox mailbox,
            MailboxFields fields,
            Findings findings) {
        var parameters = new HashMap<String, Object>();
        parameters.put("mailbox", mailbox);
        parameters.put("fields", fields);
        parameters.put("findings", findings);
        parameters.put("version", version(mailbox));
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
        return confirmation(visit, HttpStatus.OK, List.of());
    }

    private HttpResponse confirmation(PageVisit visit, HttpStatus status, List<String> refused) {
        var mailbox = mailbox(visit);
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
                        "back", MailboxPage.path(mailbox.guid()),
                        "action", MailboxPage.path(mailbox.guid()) + "/disable",
                        "version", version(mailbox),
                        "errors", errors,
                        "text", visit.texts().text("disable.text", mailbox.address()),
                        "button", visit.texts().text("mailbox.disable")));
    }

    private HttpResponse disable(PageVisit visit) {
        var form = visit.form(Set.of(), Set.of());
        var mailbox = mailbox(visit);
        try {
            administration.mailboxes().disable(mailbox.guid(), visit.actor(form));
        } catch (NotDone e) {
            if (e.kind() != Fault.Kind.STALE) throw e;
            var findings = Findings.of(visit.texts(), e);
            return confirmation(visit, HttpStatus.CONFLICT, findings.all());
        }
        return flash.seeOther(MailboxFilter.PATH, "disabled", mailbox.displayName());
    }

    private String version(Mailbox mailbox) {
        return String.valueOf(administration.mailboxes().revision(mailbox).version());
    }

    private Mailbox mailbox(PageVisit visit) {
        Refusals.require(visit, Right.MANAGE);
        return administration.mailboxes().find(Refusals.guid(visit));
    }
}
