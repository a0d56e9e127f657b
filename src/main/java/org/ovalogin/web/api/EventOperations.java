package org.ovalogin.web.api;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.EventQuery;

/// `Search-UMEvent`, and the stream of events.
final class EventOperations {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1000;
    private static final String[] FILTERS = {
        "mailbox",
        "dialPlan",
        "name",
        "result",
        "by",
        "account",
        "caller",
        "address",
        "since",
        "until"
    };

    private final Administration administration;
    private final EventStreams streams;

    EventOperations(Administration administration, EventStreams streams) {
        this.administration = administration;
        this.streams = streams;
    }

    List<Operation> all() {
        return List.of(
                Operation.get("/events", "listEvents", "Events, newest first.", this::list)
                        .needs(Right.VIEW)
                        .query(FILTERS)
                        .query("limit", "before")
                        .answers("Events"),
                Operation.get(
                                "/events/stream",
                                "streamEvents",
                                "Events as they come, as server-sent events.",
                                call -> streams.open(call, query(call)))
                        .needs(Right.VIEW)
                        .query(FILTERS)
                        .streams("text/event-stream"));
    }

    private ApiReply list(ApiCall call) {
        var limit = call.limit(USUAL_PAGE, LARGEST_PAGE);
        var wanted =
                query(call).newest(EventQuery.Numbers.before(call.number("before")), limit + 1);
        var found = administration.events(wanted);
        var items = found.stream().limit(limit).map(EventJson::of).toList();
        var next = found.size() > limit ? items.getLast().id() : null;
        return ApiReply.of(new PageJson.Events(items, next));
    }

    private EventQuery query(ApiCall call) {
        var names = call.queries("name", EventOperations::name, names());
        return EventQuery.of(
                new EventQuery.Match(
                        call.query("mailbox").map(this::mailbox),
                        call.query("dialPlan"),
                        new HashSet<>(names),
                        call.query("result"),
                        new EventQuery.Source(
                                call.query("by"),
                                call.query("account"),
                                call.query("caller"),
                                call.query("address"))),
                new EventQuery.Period(call.time("since"), call.time("until")));
    }

    private UUID mailbox(String identity) {
        return ApiCall.referred("mailbox", () -> administration.mailboxes().guid(identity));
    }

    private static Optional<Event.Name> name(String title) {
        return List.of(Event.Name.values()).stream()
                .filter(n -> n.title().equalsIgnoreCase(title))
                .findFirst();
    }

    private static String names() {
        return String.join(
                ", ", List.of(Event.Name.values()).stream().map(Event.Name::title).toList());
    }
}
