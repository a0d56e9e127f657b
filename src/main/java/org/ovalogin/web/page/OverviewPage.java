package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Routes;

/// The overview: mailboxes that need attention, and the last hours' activity.
public final class OverviewPage implements Routes {
    private static final int LATEST = 10;
    private static final List<State> SHOWN =
            List.of(State.LOCKED, State.EXPIRED, State.LAPSED, State.NEVER_USED, State.MAIL_FAILED);

    private final Administration administration;
    private final Supplier<List<StageCallers>> calls;
    private final Renderer renderer;
    private final PageDoor door;

    OverviewPage(
            Administration administration,
            Supplier<List<StageCallers>> calls,
            Renderer renderer,
            PageDoor door) {
        this.administration = administration;
        this.calls = calls;
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
    public record Figure(String key, long count, String path) {}

    private HttpResponse show(PageVisit visit) {
        var days = visit.query("days").filter("7"::equals).isPresent() ? 7 : 1;
        return renderer.page(
                visit,
                HttpStatus.OK,
                "overview.jte",
                Optional.of(Place.OVERVIEW),
                visit.texts().text("place.overview"),
                Map.of(
                        "figures",
                        figures(),
                        "delayed",
                        administration.mailQueue().delayed(),
                        "mayRetry",
                        visit.actor().may(Right.SUPPORT),
                        "calls",
                        calls.get(),
                        "charts",
                        charts(days * 24),
                        "days",
                        days,
                        "rows",
                        EventsPage.rows(administration, administration.events(latest()))));
    }

    private HttpResponse showCalls(PageVisit visit) {
        return renderer.part(visit, "calls.jte", Map.of("calls", calls.get()));
    }

    private List<Figure> figures() {
        var figures = new ArrayList<Figure>();
        figures.add(new Figure("figure.all", count(Set.of()), "/mailboxes"));
        for (var state : SHOWN) {
            var code = state.name().toLowerCase(Locale.ROOT).replace('_', '-');
            figures.add(
                    new Figure("figure." + code, count(Set.of(state)), "/mailboxes?state=" + code));
        }
        return figures;
    }

    private long count(Set<State> states) {
        var query =
                new MailboxQuery(
                        "", Optional.empty(), Optional.empty(), states, Optional.empty(), 1);
        return administration.mailboxes().search(query).total();
    }

    private List<Chart> charts(int hours) {
        var now = administration.now();
        var since = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(hours - 1L));
        var counts = administration.hourly(since);
        return List.of(
                Chart.of("chart.success", counts, OverviewPage::isSuccess, now, hours),
                Chart.of("chart.failure", counts, OverviewPage::isFailure, now, hours),
                Chart.of("chart.lock", counts, c -> c.name() == Event.Name.LOCKED, now, hours));
    }

    private static boolean isSuccess(HourlyCount count) {
        return count.name() == Event.Name.SIGN_IN && count.result().equals("Success");
    }

    private static boolean isFailure(HourlyCount count) {
        return count.name() == Event.Name.SIGN_IN && !count.result().equals("Success");
    }

    private static EventQuery latest() {
        return EventQuery.ALL.newest(EventQuery.Numbers.ALL, LATEST);
    }
}
