package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.administration.Overviews;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.store.Page;
import org.ovalogin.web.frame.Answers;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;
import org.ovalogin.web.page.MailboxList.Actions;

/// The list of mailboxes. Filters while the user types; without scripts, through a button. The
/// address has the filter, the order and the page.
final class MailboxesPage implements Routes {
    /// The page that a form of the list leads to.
    private static final String JOB = "/jobs/new";

    /// The finder's id: its letters replace each other in the browser's history.
    private static final String FINDER = "finder";

    private final Administration administration;
    private final Overviews overviews;
    private final Renderer renderer;
    private final PageDoor door;
    private final LastList lastList;

    MailboxesPage(
            Administration administration,
            Overviews overviews,
            Renderer renderer,
            PageDoor door,
            LastList lastList) {
        this.administration = administration;
        this.overviews = overviews;
        this.renderer = renderer;
        this.door = door;
        this.lastList = lastList;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(MailboxFilter.PATH).build(door.inside(this::list));
        server.route().get(MailboxFilter.PATH + "/chips").build(door.watching(this::chips));
    }

    /// A sentence above the list about what was just done to one of its mailboxes.
    ///
    /// @param tone a class of the stylesheet
    record Told(String text, String tone) {}

    private HttpResponse list(PageVisit visit) {
        var filter = MailboxFilter.of(visit);
        if (Answers.isPart(visit.request().headers())) return part(visit, filter, Optional.empty());
        var parameters = parameters(visit, filter, Optional.empty());
        var dialPlans = administration.dialPlans().all().stream().map(DialPlan::name).toList();
        parameters.putAll(
                Map.of("dialPlans", dialPlans, "mayEnable", visit.actor().may(Right.MANAGE)));
        var answer =
                renderer.page(
                        visit,
                        HttpStatus.OK,
                        "mailboxes.jte",
                        Optional.of(Place.MAILBOXES),
                        visit.texts().text("place.mailboxes"),
                        parameters);
        return lastList.kept(answer, shown(parameters).path());
    }

    /// The chips with their counts, which take a while among very many mailboxes.
    private HttpResponse chips(PageVisit visit) {
        var chips = MailboxList.chips(MailboxFilter.of(visit), Optional.of(overviews.counts()));
        return renderer.part(visit, "mailboxChips.jte", Map.of("chips", chips));
    }

    private static MailboxFilter shown(Map<String, Object> parameters) {
        return ((MailboxList) Objects.requireNonNull(parameters.get("list"))).filter();
    }

    /// The list alone, to be put in place of the one before.
    HttpResponse part(PageVisit visit, MailboxFilter filter, Optional<Told> told) {
        var parameters = parameters(visit, filter, told);
        var path = shown(parameters).path();
        var typing = FINDER.equals(visit.request().headers().get("hx-trigger"));
        var header = typing || told.isPresent() ? "hx-replace-url" : "hx-push-url";
        var answer =
                renderer.part(visit, "mailboxesPart.jte", parameters)
                        .mapHeaders(headers -> headers.toBuilder().set(header, path).build());
        return lastList.kept(answer, path);
    }

    private Map<String, Object> parameters(
            PageVisit visit, MailboxFilter wanted, Optional<Told> told) {
        var found = found(wanted);
        var filter = found.filter();
        var page = found.page();
        var allowed =
                administration
                        .pins()
                        .allowed(
                                page.items().stream().map(MailboxReport::mailbox).toList(),
                                visit.actor());
        var rows = page.items().stream().map(report -> row(visit, report, allowed)).toList();
        var list =
                new MailboxList(
                        filter,
                        rows,
                        MailboxList.chips(filter, overviews.countsAtOnce()),
                        MailboxList.headers(filter),
                        MailboxList.pager(visit.texts(), filter, page),
                        rights(visit));
        var parameters = new HashMap<String, Object>();
        parameters.put("list", list);
        parameters.put("policy", filter.policy().flatMap(this::policy));
        parameters.put("told", told.map(Told::text).orElse(""));
        parameters.put("tone", told.map(Told::tone).orElse(""));
        return parameters;
    }

    private static MailboxList.Rights rights(PageVisit visit) {
        var support = visit.actor().may(Right.SUPPORT);
        return new MailboxList.Rights(
                support, visit.actor().may(Right.MANAGE), support && hasJobs(visit));
    }

    private record Found(MailboxFilter filter, Page<MailboxReport> page) {}

    /// A mistyped place restarts the list, and so does a place behind its end.
    private Found found(MailboxFilter wanted) {
        var first = wanted.at(MailboxFilter.Position.FIRST);
        try {
            var page = administration.mailboxes().reports(wanted.query());
            if (!page.items().isEmpty() || wanted.equals(first)) return new Found(wanted, page);
        } catch (IllegalArgumentException _) {
            // below
        }
        return new Found(first, administration.mailboxes().reports(first.query()));
    }

    private Optional<String> policy(UUID guid) {
        try {
            return Optional.of(administration.policies().find(guid).name());
        } catch (NotDone e) {
            return Optional.of(guid.toString()); // removed
        }
    }

    private static MailboxList.Row row(PageVisit visit, MailboxReport report, Set<UUID> allowed) {
        return new MailboxList.Row(
                report.mailbox(),
                Badge.of(visit.texts(), report),
                actions(visit, report, allowed),
                report.now());
    }

    private static Actions actions(PageVisit visit, MailboxReport report, Set<UUID> allowed) {
        if (!visit.actor().may(Right.SUPPORT)) return Actions.NONE;
        if (!allowed.contains(report.mailbox().guid())) return Actions.REFUSED;
        return report.mailbox().locked(report.now()) ? Actions.UNLOCK_AND_RESET : Actions.RESET;
    }

    /// Whether this server has the page for bulk jobs.
    private static boolean hasJobs(PageVisit visit) {
        return visit.context().config().virtualHost().serviceConfigs().stream()
                .anyMatch(service -> service.route().patternString().equals(JOB));
    }
}
