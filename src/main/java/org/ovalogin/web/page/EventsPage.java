package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServerBuilder;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Place;
import org.ovalogin.web.frame.Renderer;
import org.ovalogin.web.frame.Urls;
import org.ovalogin.web.http.Routes;

/// The events that match a filter, newest first.
public final class EventsPage implements Routes {
    private static final String PATH = "/events";
    private static final int ON_A_PAGE = 50;

    private final Administration administration;
    private final Renderer renderer;
    private final PageDoor door;

    EventsPage(Administration administration, Renderer renderer, PageDoor door) {
        this.administration = administration;
        this.renderer = renderer;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::list));
    }

    /// The address of the events of one name and day.
    static String path(Event.Name name, LocalDate day) {
        return PATH + "?name=" + name.title() + "&day=" + day;
    }

    /// The filter form, as typed.
    ///
    /// @param name for example `SignIn`; empty: any
    /// @param day for example `2026-11-23`; empty: any
    public record Filter(String name, String mailbox, String by, String day) {
        /// @param before the id where the previous page ended
        String query(long before) {
            var query = new StringBuilder("?");
            Map.of("name", name, "mailbox", mailbox, "by", by, "day", day)
                    .forEach(
                            (key, value) -> {
                                if (!value.isEmpty()) Urls.append(query, key, value);
                            });
            Urls.append(query, "before", String.valueOf(before));
            return query.toString();
        }
    }

    /// @param mailbox its name, if it still exists
    public record Row(EventEntry entry, Optional<String> mailbox) {}

    private HttpResponse list(PageVisit visit) {
        var filter =
                new Filter(
                        visit.query("name").orElse(""),
                        visit.query("mailbox").orElse("").strip(),
                        visit.query("by").orElse("").strip(),
                        visit.query("day").orElse(""));
        var error = Optional.<String>empty();
        var entries = List.<EventEntry>of();
        try {
            entries = administration.events(query(filter, visit.query("before")));
        } catch (NotDone e) {
            error = Optional.of(visit.texts().text("events.nobody", filter.mailbox()));
        } catch (DateTimeParseException e) {
            error = Optional.of(visit.texts().text("events.noday", filter.day()));
        }
        var parameters = new HashMap<String, Object>();
        parameters.put("filter", filter);
        parameters.put("rows", rows(entries));
        parameters.put(
                "next",
                entries.size() < ON_A_PAGE
                        ? Optional.<String>empty()
                        : Optional.of(PATH + filter.query(entries.getLast().id())));
        parameters.put("names", Arrays.stream(Event.Name.values()).map(Event.Name::title).toList());
        parameters.put("error", error);
        return renderer.page(
                visit,
                HttpStatus.OK,
                "events.jte",
                Optional.of(Place.EVENTS),
                visit.texts().text("place.events"),
                parameters);
    }

    private EventQuery query(Filter filter, Optional<String> before) {
        var mailbox =
                filter.mailbox().isEmpty()
                        ? Optional.<UUID>empty()
                        : Optional.of(administration.mailboxes().find(filter.mailbox()).guid());
        var day = filter.day().isEmpty() ? null : day(filter.day());
        var match =
                new EventQuery.Match(
                        mailbox,
                        Optional.empty(),
                        Arrays.stream(Event.Name.values())
                                .filter(n -> n.title().equals(filter.name()))
                                .collect(Collectors.toSet()),
                        Optional.empty(),
                        Optional.of(filter.by()).filter(by -> !by.isEmpty()));
        var period =
                new EventQuery.Period(
                        Optional.ofNullable(day).map(renderer::midnight),
                        Optional.ofNullable(day).map(d -> renderer.midnight(d.plusDays(1))));
        var earlier = before.filter(text -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
        return EventQuery.of(match, period).newest(EventQuery.Numbers.before(earlier), ON_A_PAGE);
    }

    /// @throws DateTimeParseException also for a day outside the database's range
    private static LocalDate day(String text) {
        var day = LocalDate.parse(text);
        if (day.getYear() < 1970 || day.getYear() > 9999)
            throw new DateTimeParseException("not a year of ours", text, 0);
        return day;
    }

    private List<Row> rows(List<EventEntry> entries) {
        return rows(administration, entries);
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
