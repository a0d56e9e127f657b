package org.ovalogin.web.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Streams events to one client. Asks the store once a second, and only after the client has taken
/// the last events: a client that does not read costs only its connection.
final class EventStream {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    /// Most events in one write; the next ones are read at once.
    private static final int MOST = 200;

    /// Looks without new events after which a sign of life is sent and the token is checked again.
    private static final int QUIET = 15;

    private final EventStreams streams;
    private final ServiceRequestContext context;
    private final Optional<UUID> account;
    private final String from;
    private final EventQuery query;
    private final HttpResponseWriter response = HttpResponse.streaming();
    private long after;
    private int looks;

    /// @param after number of the last event that the client has
    EventStream(EventStreams streams, ApiCall call, EventQuery query, long after) {
        this.streams = streams;
        this.context = call.context();
        this.account = call.actor().account();
        this.from = call.caller().from();
        this.query = query;
        this.after = after;
    }

    Optional<UUID> account() {
        return account;
    }

    Optional<Actor> bearer(ApiDoor door) {
        return door.again(context.request().headers(), from);
    }

    ApiReply begin() {
        context.clearRequestTimeout();
        var _ = response.whenComplete().whenComplete((_, _) -> streams.leave(this));
        response.write(
                ResponseHeaders.builder(HttpStatus.OK)
                        .contentType(MediaType.EVENT_STREAM)
                        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                        .set("x-accel-buffering", "no") // or nginx would buffer the events
                        .build());
        write(": events\n\n");
        lookAfter(Duration.ZERO);
        return new ApiReply.Stream(response);
    }

    /// Ends the stream; the client reconnects by itself, after its last event.
    void end() {
        response.close();
    }

    private void lookAfter(Duration pause) {
        try {
            var _ =
                    context.blockingTaskExecutor()
                            .schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            end();
        }
    }

    private void look() {
        if (!response.isOpen()) return;
        try {
            var more = tell();
            if (!response.isOpen()) return;
            // also after the end, when nothing more is written
            var _ =
                    response.whenConsumed()
                            .thenRun(() -> lookAfter(more ? Duration.ZERO : streams.look()));
        } catch (StoreException e) {
            log.warn("an event stream ends, since the store can't be asked", e);
            end();
        } catch (RuntimeException e) {
            log.error("an event stream failed", e);
            end();
        }
    }

    /// @return true if there may be more already
    private boolean tell() {
        looks++;
        if (looks % QUIET == 0 && !streams.stillAllowed(this)) {
            end();
            return false;
        }
        // All events up to this number have been read, wanted or not.
        var settled = streams.settled();
        var events =
                streams.events(query.oldest(EventQuery.Numbers.between(after, settled + 1), MOST));
        var text = new StringBuilder();
        for (var event : events)
            text.append("id: ")
                    .append(event.id())
                    .append("\ndata: ")
                    .append(new String(Json.bytes(EventJson.of(event)), StandardCharsets.UTF_8))
                    .append("\n\n");
        if (text.isEmpty() && looks % QUIET == 0) text.append(": still here\n\n");
        if (!text.isEmpty()) write(text.toString());
        var more = events.size() == MOST;
        after = more ? events.getLast().id() : Math.max(after, settled);
        return more;
    }

    private void write(String text) {
        var _ = response.tryWrite(HttpData.ofUtf8(text));
    }
}
