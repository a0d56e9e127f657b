package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.List;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.Folding;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Routes;

/// The search in the head of every page: leads to the one mailbox that has the text as its
/// extension, address, alias or whole name, else to the list of those that match.
final class SearchPage implements Routes {
    /// As in `layout.jte`.
    private static final String PATH = "/search";

    private final Administration administration;
    private final PageDoor door;

    SearchPage(Administration administration, PageDoor door) {
        this.administration = administration;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::search));
    }

    /// Those of this extension, address or alias, else of this name.
    private List<Mailbox> exact(String text) {
        var exact = administration.mailboxes().exact(text);
        var name = Folding.field(text);
        if (!exact.isEmpty() || name.isEmpty()) return exact;
        // after the exact identities, exact names come first
        return administration
                .mailboxes()
                .search(MailboxQuery.ALL.text(text).limit(2))
                .items()
                .stream()
                .filter(mailbox -> Folding.field(mailbox.displayName()).equals(name))
                .toList();
    }

    private HttpResponse search(PageVisit visit) {
        var text = MailboxFilter.search(visit);
        var exact = exact(text);
        if (exact.size() == 1) return Answers.seeOther(MailboxPage.path(exact.getFirst().guid()));
        return Answers.seeOther(MailboxFilter.searching(text).path());
    }
}
