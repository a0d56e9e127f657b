package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.Page;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// The list of mailboxes. Filters while the user types; without scripts, through a button.
public final class MailboxesPage implements Routes {
    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;

    MailboxesPage(Administration administration, Renderer renderer, PageDoor door) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(MailboxFilter.PATH).build(door.inside(this::list));
    }

    /// One row of the list.
    public record Row(Mailbox mailbox, List<Badge> badges) {
        public Row {
            badges = List.copyOf(badges);
        }
    }

    private HttpResponse list(PageVisit visit) {
        var wanted = MailboxFilter.of(visit);
        var filter = isPage(wanted) ? wanted : wanted.at(MailboxFilter.Position.FIRST);
        var page = administration.mailboxes().reports(filter.query());
        var parameters = new HashMap<String, Object>();
        parameters.put("rows", rows(visit, page));
        parameters.put("filter", filter);
        parameters.put("count", count(visit, page));
        parameters.put(
                "next",
                page.next()
                        .map(n -> filter.at(new MailboxFilter.Position(Optional.of(n), 1)).path()));
        if (Answers.isPart(visit.request().headers()))
            return renderer.part(visit, filter.path(), "mailboxesPart.jte", parameters);
        var dialPlans = administration.dialPlans().all().stream().map(DialPlan::name).toList();
        parameters.putAll(
                Map.of("dialPlans", dialPlans, "mayEnable", visit.actor().may(Right.MANAGE)));
        return renderer.page(
                visit,
                HttpStatus.OK,
                "mailboxes.jte",
                Optional.of(Place.MAILBOXES),
                visit.texts().text("place.mailboxes"),
                parameters);
    }

    private static String count(PageVisit visit, Page<?> page) {
        var texts = visit.texts();
        return switch (page.extent()) {
            case COMPLETE -> texts.text("mailboxes.count", page.total());
            case CAPPED -> texts.text("mailboxes.more", page.total());
            case UNPREPARED ->
                    texts.text("mailboxes.count", page.total())
                            + " "
                            + texts.text("mailboxes.unprepared");
        };
    }

    /// False for a mistyped cursor, which restarts the list.
    private boolean isPage(MailboxFilter filter) {
        try {
            var _ = administration.mailboxes().search(filter.query().limit(1));
            return true;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static List<Row> rows(PageVisit visit, Page<MailboxReport> page) {
        return page.items().stream()
                .map(report -> new Row(report.mailbox(), Badge.of(visit.texts(), report)))
                .toList();
    }
}
