package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Routes;

/// The search in the head of every page: leads to the one mailbox that has the text as its
/// extension, address or alias, else to the list of those that match.
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

    private HttpResponse search(PageVisit visit) {
        var text = MailboxFilter.search(visit);
        var exact = administration.mailboxes().exact(text);
        if (exact.size() == 1) return Answers.seeOther(MailboxPage.path(exact.getFirst().guid()));
        return Answers.seeOther(MailboxFilter.searching(text).path());
    }
}
