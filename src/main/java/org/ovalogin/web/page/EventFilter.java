package org.ovalogin.web.page;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.frame.Urls;

/// The filter of the page of events, as typed. An empty text is no condition.
///
/// @param event for example `SignIn`, or `SignIn.WrongPin` with a result
/// @param from for example `2026-11-23T14:05`, or the day alone
/// @param to the last minute, or the last day
public record EventFilter(String event, String mailbox, Who who, String from, String to) {
    /// The author and the origin.
    ///
    /// @param by part of the actor's name
    public record Who(String by, String account, String caller, String address) {}

    /// A condition that no event can have.
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String key;
        private final String found;

        /// @param key of the sentence that says so
        private Unreadable(String key, String found) {
            super(key, null, false, false);
            this.key = key;
            this.found = found;
        }

        String key() {
            return key;
        }

        String found() {
            return found;
        }
    }

    static EventFilter of(PageVisit visit) {
        var day = text(visit, "day");
        return new EventFilter(
                text(visit, "name"),
                text(visit, "mailbox"),
                new Who(
                        text(visit, "by"),
                        text(visit, "account"),
                        text(visit, "caller"),
                        text(visit, "address")),
                first(text(visit, "from"), day),
                first(text(visit, "to"), day));
    }

    private static String text(PageVisit visit, String name) {
        return visit.query(name).orElse("").strip();
    }

    private static String first(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    EventFilter ofMailbox(String identity) {
        return new EventFilter(event, identity, who, from, to);
    }

    /// An address with the filter and these further parameters.
    ///
    /// @param path of our own
    public String address(String path, Map<String, String> more) {
        var all = new LinkedHashMap<String, String>();
        all.put("name", event);
        all.put("mailbox", mailbox);
        all.put("by", who.by());
        all.put("account", who.account());
        all.put("caller", who.caller());
        all.put("address", who.address());
        all.put("from", from);
        all.put("to", to);
        all.putAll(more);
        var query = new StringBuilder("?");
        all.forEach(
                (name, value) -> {
                    if (!value.isEmpty()) Urls.append(query, name, value);
                });
        return query.length() == 1 ? path : path + query;
    }

    /// Whether the page can show new events by itself.
    boolean open() {
        return to.isEmpty();
    }

    /// @param guid of the mailbox
    /// @throws Unreadable if an event or a time is none
    EventQuery query(Optional<UUID> guid, ZoneId zone) {
        return EventQuery.of(
                new EventQuery.Match(
                        guid,
                        Optional.empty(),
                        names(),
                        event.contains(".")
                                ? Optional.of(event.substring(event.indexOf('.') + 1))
                                : Optional.empty(),
                        new EventQuery.Source(
                                given(who.by()),
                                given(who.account()),
                                given(who.caller()),
                                given(who.address()))),
                new EventQuery.Period(
                        given(from).map(text -> moment(text, zone, 0)),
                        given(to).map(text -> moment(text, zone, 1))));
    }

    private Set<Event.Name> names() {
        if (event.isEmpty()) return Set.of();
        var title = event.split("\\.", 2)[0];
        return Arrays.stream(Event.Name.values())
                .filter(name -> name.title().equals(title))
                .findFirst()
                .map(Set::of)
                .orElseThrow(() -> new Unreadable("events.noevent", event));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    /// The beginning of a day or minute.
    ///
    /// @param later days or minutes later
    private static Instant moment(String text, ZoneId zone, int later) {
        try {
            var local =
                    text.contains("T")
                            ? LocalDateTime.parse(text).plusMinutes(later)
                            : LocalDate.parse(text).plusDays(later).atStartOfDay();
            // the database keeps no others
            if (local.getYear() >= 1970 && local.getYear() <= 9999)
                return local.atZone(zone).toInstant();
        } catch (DateTimeParseException _) {
            // told below
        }
        throw new Unreadable("events.noday", text);
    }

    /// The start as a field for date and time shows it.
    public String fromField() {
        return from.length() == 10 ? from + "T00:00" : from;
    }

    /// The end as a field for date and time shows it.
    public String toField() {
        return to.length() == 10 ? to + "T23:59" : to;
    }
}
