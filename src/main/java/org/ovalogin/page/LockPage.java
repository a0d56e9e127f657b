package org.ovalogin.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.http.Routes;
import org.ovalogin.mailbox.Administration;
import org.ovalogin.mailbox.Fault;
import org.ovalogin.mailbox.NotDone;

/// Locks a mailbox, after a question, and unlocks it.
final class LockPage implements Routes {
    private static final String LOCK = MailboxPage.PATH + "/lock";
    private static final String UNLOCK = MailboxPage.PATH + "/unlock";

    private final Administration administration;
    private final Renderer renderer;
    private final Door door;
    private final Flash flash;
    private final MailboxPage mailboxPage;

    /// @param mailboxPage shows what is, where it has changed
    LockPage(
            Administration administration,
            Renderer renderer,
            Door door,
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
        server.route().post(LOCK).build(door.inside(this::lock));
        server.route().post(UNLOCK).build(door.inside(this::unlock));
    }

    private HttpResponse ask(Visit visit) {
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
                        "text", visit.texts().text("lock.text", mailbox.address()),
                        "button", visit.texts().text("mailbox.lock")));
    }

    private HttpResponse lock(Visit visit) {
        visit.form(Set.of(), Set.of());
        var guid = Refusals.guid(visit);
        administration.pins().lock(guid, visit.actor());
        return flash.seeOther(MailboxPage.path(guid), "locked");
    }

    private HttpResponse unlock(Visit visit) {
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
