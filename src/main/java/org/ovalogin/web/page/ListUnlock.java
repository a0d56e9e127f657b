package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.Flash;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Form;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;
import org.ovalogin.web.page.MailboxesPage.Told;

/// Unlocks a mailbox from its line in the list, and shows the same list again.
final class ListUnlock implements Routes {
    /// As in `mailboxesTable.jte`.
    private static final String PATH = MailboxFilter.PATH + "/unlock";

    private static final String MAILBOX = "mailbox";

    private static final Set<String> FIELDS = fields();

    private final Administration administration;
    private final PageDoor door;
    private final Flash flash;
    private final MailboxesPage list;

    ListUnlock(Administration administration, PageDoor door, Flash flash, MailboxesPage list) {
        this.administration = administration;
        this.door = door;
        this.flash = flash;
        this.list = list;
    }

    private static Set<String> fields() {
        var fields = new HashSet<>(MailboxFilter.FIELDS_WITH_PLACE);
        fields.add(MAILBOX);
        return Set.copyOf(fields);
    }

    @Override
    public void addTo(ServerBuilder server) {
        door.form(server, PATH, FIELDS, this::unlock, this::again);
        door.leads(server, PATH, _ -> MailboxFilter.PATH);
    }

    /// A session had ended: nothing was unlocked, and the list shows so.
    private HttpResponse again(PageVisit visit) {
        return Answers.seeOther(filter(visit.form(FIELDS, Set.of())).path());
    }

    private HttpResponse unlock(PageVisit visit) {
        var form = visit.form(FIELDS, Set.of());
        var guid = guid(form);
        if (!Answers.isPart(visit.request().headers())) {
            administration.pins().unlock(guid, visit.actor());
            return flash.seeOther(filter(form).path(), "unlockedInList", name(guid));
        }
        return list.part(visit, filter(form), Optional.of(told(visit, guid)));
    }

    private Told told(PageVisit visit, UUID guid) {
        try {
            administration.pins().unlock(guid, visit.actor());
            return new Told(visit.texts().text("done.unlockedInList", name(guid)), "good");
        } catch (NotDone e) {
            return new Told(String.join(" ", Findings.of(visit.texts(), e).all()), "bad");
        }
    }

    private String name(UUID guid) {
        return administration.mailboxes().find(guid).displayName();
    }

    private static MailboxFilter filter(Form form) {
        return MailboxFilter.withPlace(form);
    }

    private static UUID guid(Form form) {
        try {
            return UUID.fromString(form.text(MAILBOX));
        } catch (IllegalArgumentException _) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "The form names no mailbox.").exception();
        }
    }
}
