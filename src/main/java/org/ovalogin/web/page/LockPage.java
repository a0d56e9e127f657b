package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Refusals;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// Locks a mailbox after a confirmation, and unlocks it.
final class LockPage implements Routes {
    private static final String LOCK = MailboxPage.PATH + "/lock";
    private static final String UNLOCK = MailboxPage.PATH + "/unlock";

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Flash flash;
    private final MailboxPage mailboxPage;

    /// @param mailboxPage shows the current state if it has changed
    LockPage(
            Administration administration,
            Renderer renderer,
            PageDoor door,
            Flash flash,
            MailboxPage mailboxPage) {
        this.mailboxPage = mailboxPage;
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.flash = flash;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(LOCK).build(door.inside(this::ask));
        door.form(server, LOCK, Set.of(), this::lock, this::askAgain);
        door.form(server, UNLOCK, Set.of(), this::unlock, mailboxPage::showAgain);
        door.leads(server, UNLOCK, visit -> MailboxPage.path(Refusals.guid(visit)));
    }

    private HttpResponse ask(PageVisit visit) {
        var mailbox = administration.mailboxes().find(Refusals.guid(visit));
        Refusals.require(administration.pins().allows(mailbox, visit.actor()));
        var title = visit.texts().text("lock.title", mailbox.displayName());
        return renderer.page(
                visit,
                HttpStatus.OK,
                "confirm.jte",
                Optional.of(Place.MAILBOXES),
                title,
                Map.of(
                        "back", MailboxPage.path(mailbox.guid()),
                        "action", MailboxPage.path(mailbox.guid()) + "/lock",
                        "text", visit.texts().text("lock.text", mailbox.identity()),
                        "button", visit.texts().text("mailbox.lock")));
    }

    private HttpResponse askAgain(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        return ask(visit);
    }

    private HttpResponse lock(PageVisit visit) {
        visit.form(Set.of(), Set.of());
        var guid = Refusals.guid(visit);
        administration.pins().lock(guid, visit.actor());
        return flash.seeOther(MailboxPage.path(guid), "locked");
    }

    private HttpResponse unlock(PageVisit visit) {
        var form = visit.form(Set.of(), Set.of());
        var guid = Refusals.guid(visit);
        try {
            administration.pins().unlock(guid, visit.actor(form));
        } catch (NotDone e) {
            if (e.kind() != Fault.Kind.STALE) throw e;
            return mailboxPage.stale(visit, e);
        }
        return flash.seeOther(MailboxPage.path(guid), "unlocked");
    }
}
