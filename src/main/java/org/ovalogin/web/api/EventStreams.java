package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.web.http.Problem;

/// The open streams. Their number is bounded, and they end when the server stops taking requests.
/// Thread-safe.
final class EventStreams implements AutoCloseable {
    private static final int MOST = 50;

    /// Open streams of one account; nobody can keep the others out.
    private static final int MOST_OF_AN_ACCOUNT = 10;

    private static final String PATIENCE_SECONDS = "30";

    private final Administration administration;
    private final ApiDoor door;
    private final Duration look;
    private final Set<EventStream> open = new HashSet<>();
    private boolean closed;

    /// @param look interval between two looks for new events
    EventStreams(Administration administration, ApiDoor door, Duration look) {
        this.administration = administration;
        this.door = door;
        this.look = look;
    }

    /// Begins after `Last-Event-ID`, otherwise with new events.
    ApiReply open(ApiCall call, EventQuery query) {
        var last = call.header("last-event-id");
        var after =
                last == null || last.isEmpty()
                        ? settled()
                        : ApiCall.number(last, Long.MAX_VALUE)
                                .orElseThrow(
                                        () ->
                                                Problem.of(
                                                                HttpStatus.BAD_REQUEST,
                                                                "Last-Event-ID is no number of an event.")
                                                        .exception());
        var stream = new EventStream(this, call, query, after);
        enter(stream);
        return stream.begin();
    }

    private synchronized void enter(EventStream stream) {
        var own = open.stream().filter(s -> s.account().equals(stream.account())).count();
        if (closed || open.size() >= MOST || own >= MOST_OF_AN_ACCOUNT)
            throw Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "There are as many event streams as there may be: %d, and %d for an account."
                                    .formatted(MOST, MOST_OF_AN_ACCOUNT))
                    .withHeader("retry-after", PATIENCE_SECONDS)
                    .exception();
        open.add(stream);
    }

    Duration look() {
        return look;
    }

    synchronized void leave(EventStream stream) {
        open.remove(stream);
    }

    /// True while the stream's token gives the right to see events.
    boolean stillAllowed(EventStream stream) {
        return stream.bearer(door).filter(actor -> actor.may(Right.VIEW)).isPresent();
    }

    List<EventEntry> events(EventQuery query) {
        return administration.events(query);
    }

    /// The number up to which all events are settled.
    long settled() {
        return administration.settledEvents();
    }

    @Override
    public void close() {
        List<EventStream> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(open);
        }
        ending.forEach(EventStream::end);
    }
}
