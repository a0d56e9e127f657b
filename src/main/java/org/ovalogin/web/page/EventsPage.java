package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageTexts;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;

/// The events that match a filter, newest first. New ones appear by themselves; the events are also
/// files, as CSV and as JSON lines.
public final class EventsPage implements Routes {
    private static final String PATH = "/events";
    private static final int ON_A_PAGE = 50;

    /// New events that a page shows by itself; then it waits for *Refresh*.
    private static final int MOST_NEW = 500;

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;
    private final Downloads downloads;

    EventsPage(Administration administration, Renderer renderer, PageDoor door) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
        this.downloads = new Downloads(door);
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::list));
        server.route().get(PATH + "/new").build(door.watching(this::listNew));
        for (var form : EventsDownload.Form.values())
            server.route()
                    .get(PATH + "." + form.ending)
                    .build(door.inside(visit -> download(visit, form)));
    }

    /// @param mailbox its name, if it still exists
    public record Row(EventEntry entry, Optional<String> mailbox) {}

    /// A kind of event in the filter's list, with its results.
    public record Choice(String value, String text, List<Choice> results) {}

    /// A mailbox that the typed text may mean.
    public record Candidate(String address, String name, String place) {}

    /// The answer to a filter.
    ///
    /// @param error the condition that no event can have
    private record Found(
            List<EventEntry> entries, Optional<String> error, List<Candidate> candidates) {}

    private HttpResponse list(PageVisit visit) {
        var filter = EventFilter.of(visit);
        var before = visit.query("before").filter(t -> t.matches("[0-9]{1,18}")).map(Long::valueOf);
        var settled = administration.settledEvents();
        var found = found(visit, filter, before.or(() -> Optional.of(settled + 1)));
        var live = before.isEmpty() && filter.open() && found.error().isEmpty();
        var paused = visit.query("follow").filter("no"::equals).isPresent();
        var parameters = new HashMap<String, Object>();
        parameters.put("filter", filter);
        parameters.put("rows", rows(administration, found.entries()));
        parameters.put(
                "next",
                found.entries().size() < ON_A_PAGE
                        ? ""
                        : filter.address(
                                PATH,
                                Map.of("before", String.valueOf(found.entries().getLast().id()))));
        parameters.put("choices", choices(visit.texts()));
        parameters.put("error", found.error().orElse(""));
        parameters.put("candidates", found.candidates());
        parameters.put("newer", live && !paused ? newer(filter, settled, 0) : "");
        parameters.put("live", live);
        return renderer.page(
                visit,
                HttpStatus.OK,
                "events.jte",
                Optional.of(Place.EVENTS),
                visit.texts().text("place.events"),
                parameters);
    }

    private Found found(PageVisit visit, EventFilter filter, Optional<Long> before) {
        try {
            var query = query(visit, filter).newest(EventQuery.Numbers.before(before), ON_A_PAGE);
            return new Found(administration.events(query), Optional.empty(), List.of());
        } catch (NotDone e) {
            var several = e.findings().getFirst().fault() == Fault.AMBIGUOUS_MAILBOX;
            var key = several ? "events.several" : "events.nobody";
            return new Found(
                    List.of(),
                    Optional.of(visit.texts().text(key, filter.mailbox())),
                    several ? candidates(filter) : List.of());
        } catch (EventFilter.Unreadable e) {
            return new Found(
                    List.of(), Optional.of(visit.texts().text(e.key(), e.found())), List.of());
        }
    }

    private List<Candidate> candidates(EventFilter filter) {
        return administration.mailboxes().candidates(filter.mailbox()).stream()
                .map(m -> new Candidate(address(filter, m), m.displayName(), m.place()))
                .toList();
    }

    private static String address(EventFilter filter, Mailbox mailbox) {
        return filter.ofMailbox(mailbox.guid().toString()).address(PATH, Map.of());
    }

    /// The rows that have come since, above the others.
    private HttpResponse listNew(PageVisit visit) {
        var filter = EventFilter.of(visit);
        var after = number(visit, "after");
        var shown = number(visit, "shown");
        var settled = administration.settledEvents();
        var numbers = EventQuery.Numbers.between(after, settled + 1);
        var entries = administration.events(readable(visit, filter).oldest(numbers, ON_A_PAGE));
        var last = entries.size() == ON_A_PAGE ? entries.getLast().id() : Math.max(after, settled);
        var total = shown + entries.size();
        return renderer.part(
                visit,
                "eventsNew.jte",
                Map.of(
                        "rows",
                        rows(administration, entries.reversed()),
                        "newer",
                        total < MOST_NEW ? newer(filter, last, total) : "",
                        "refresh",
                        filter.address(PATH, Map.of())));
    }

    private static String newer(EventFilter filter, long after, long shown) {
        return filter.address(
                PATH + "/new",
                Map.of("after", String.valueOf(after), "shown", String.valueOf(shown)));
    }

    private static long number(PageVisit visit, String name) {
        return visit.query(name)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElseThrow(
                        () ->
                                Problem.of(HttpStatus.BAD_REQUEST, "A number is missing.")
                                        .exception());
    }

    private HttpResponse download(PageVisit visit, EventsDownload.Form form) {
        var query = readable(visit, EventFilter.of(visit));
        var download = new EventsDownload(administration, form, query);
        return downloads.send(visit, download.file(), download::next);
    }

    /// For an address that the page made itself.
    private EventQuery readable(PageVisit visit, EventFilter filter) {
        try {
            return query(visit, filter);
        } catch (EventFilter.Unreadable e) {
            throw Problem.of(HttpStatus.BAD_REQUEST, "The filter is none.").exception();
        }
    }

    private EventQuery query(PageVisit visit, EventFilter filter) {
        var guid =
                Optional.of(filter.mailbox())
                        .filter(typed -> !typed.isEmpty())
                        .map(administration.mailboxes()::guid);
        return filter.query(guid, renderer.clock(visit.texts()).zone());
    }

    private static List<Choice> choices(PageTexts texts) {
        return Arrays.stream(Event.Name.values()).map(name -> choice(texts, name.title())).toList();
    }

    private static Choice choice(PageTexts texts, String name) {
        var key = "event." + name;
        var results =
                texts.beginning(key + ".").stream()
                        .map(
                                k ->
                                        new Choice(
                                                k.substring("event.".length()),
                                                texts.text(k),
                                                List.of()))
                        .toList();
        return new Choice(name, texts.text(key), results);
    }

    /// Adds the mailboxes' names; looks each up once.
    static List<Row> rows(Administration administration, List<EventEntry> entries) {
        var names = new HashMap<UUID, Optional<String>>();
        return entries.stream()
                .map(
                        entry ->
                                new Row(
                                        entry,
                                        entry.event()
                                                .mailbox()
                                                .flatMap(
                                                        guid ->
                                                                names.computeIfAbsent(
                                                                        guid,
                                                                        g ->
                                                                                name(
                                                                                        administration,
                                                                                        g)))))
                .toList();
    }

    private static Optional<String> name(Administration administration, UUID guid) {
        try {
            return Optional.of(administration.mailboxes().find(guid).displayName());
        } catch (NotDone e) {
            return Optional.empty(); // disabled since
        }
    }
}
