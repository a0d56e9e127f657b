package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Overview;
import org.ovalogin.core.administration.Overviews;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Event.SignInResult;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailboxLookup.Counts;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// The overview: matters that need attention, and the last hours' activity.
public final class OverviewPage implements Routes {
    private static final int LATEST = 10;
    private static final String SUCCESS = SignInResult.SUCCESS.title();

    private final Administration administration;
    private final Overviews overviews;
    private final Renderer renderer;
    private final PageDoor door;

    OverviewPage(
            Administration administration, Overviews overviews, Renderer renderer, PageDoor door) {
        this.administration = administration;
        this.overviews = overviews;
        this.renderer = renderer;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get("/").build(door.inside(this::show));
        server.route().get("/calls").build(door.watching(this::showCalls));
    }

    /// A number that links to its list.
    ///
    /// @param key of its text
    /// @param tone a class of the stylesheet; empty where the number calls for nothing
    public record Figure(String key, long count, String path, String tone) {
        static Figure of(State state, Counts counts, String tone) {
            var count = counts.in(state);
            var code = MailboxFilter.code(state);
            return new Figure(
                    "figure." + code, count, "/mailboxes?state=" + code, count == 0 ? "" : tone);
        }
    }

    private HttpResponse show(PageVisit visit) {
        var days = visit.query("days").filter("7"::equals).isPresent() ? 7 : 1;
        var overview = overviews.now(days * 24);
        var checklist =
                ChecklistPart.Shown.of(overviews.checklist(), visit, renderer.clock(visit.texts()));
        return renderer.page(
                visit,
                HttpStatus.OK,
                "overview.jte",
                Optional.of(Place.OVERVIEW),
                visit.texts().text("place.overview"),
                Map.of(
                        "budgets",
                        overview.budgets().stream()
                                .map(level -> BudgetRow.of(level, visit.texts()))
                                .toList(),
                        "matters",
                        Matter.of(overview, checklist::says, visit.texts(), renderer.zone()),
                        "checklist",
                        checklist,
                        "mayRetry",
                        visit.actor().may(Right.SUPPORT),
                        "figures",
                        figures(overview.mailboxes()),
                        "calls",
                        overview.calls(),
                        "charts",
                        charts(overview, days * 24),
                        "days",
                        days,
                        "rows",
                        EventsPage.rows(administration, administration.events(latest()))));
    }

    private HttpResponse showCalls(PageVisit visit) {
        return renderer.part(visit, "calls.jte", Map.of("calls", overviews.calls()));
    }

    private static List<Figure> figures(Counts counts) {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("figure.all", counts.all(), "/mailboxes", ""));
        figures.add(Figure.of(State.LOCKED, counts, "bad"));
        figures.add(Figure.of(State.MAIL_FAILED, counts, "bad"));
        figures.add(Figure.of(State.LAPSED, counts, "warn"));
        figures.add(Figure.of(State.EXPIRED, counts, ""));
        figures.add(Figure.of(State.NEVER_USED, counts, ""));
        return figures;
    }

    private static List<Chart> charts(Overview overview, int hours) {
        var now = overview.at();
        var counts = overview.hours();
        return List.of(
                Chart.of(
                        "chart.success",
                        Name.SIGN_IN,
                        SUCCESS,
                        counts,
                        h -> succeeded(h),
                        now,
                        hours),
                Chart.of("chart.failure", Name.SIGN_IN, "", counts, h -> !succeeded(h), now, hours),
                Chart.of("chart.lock", Name.LOCKED, "", counts, _ -> true, now, hours));
    }

    private static boolean succeeded(HourlyCount count) {
        return count.result().equals(SUCCESS);
    }

    private static EventQuery latest() {
        return EventQuery.ALL.newest(EventQuery.Numbers.ALL, LATEST);
    }
}
