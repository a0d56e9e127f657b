package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.web.api.EventJson;
import org.ovalogin.web.frame.CsvLines;
import org.ovalogin.web.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends events as a file, newest first. Reads the next ones only after the client has taken those
/// before: neither a large file nor a slow client needs memory. A file breaks off when its session
/// ends.
final class EventsDownload {
    private static final Logger log = LoggerFactory.getLogger(EventsDownload.class);

    /// Events of a file at most.
    static final int MOST = 100_000;

    /// Events read at a time.
    private static final int PAGE = 1_000;

    /// Time for a whole file.
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private static final List<String> COLUMNS =
            List.of(
                    "id",
                    "at",
                    "name",
                    "result",
                    "dialPlan",
                    "mailbox",
                    "subject",
                    "by",
                    "from",
                    "count",
                    "changes");

    /// The form of a file.
    enum Form {
        CSV("csv", "text/csv; charset=utf-8", CsvLines.BEGINNING + CsvLines.of(COLUMNS)) {
            @Override
            String line(EventEntry entry) {
                return CsvLines.of(cells(entry));
            }
        },
        JSON_LINES("jsonl", "application/jsonl", "") {
            @Override
            String line(EventEntry entry) {
                return EventJson.line(entry) + "\n";
            }
        };

        final String ending;
        private final String type;
        private final String head;

        Form(String ending, String type, String head) {
            this.ending = ending;
            this.type = type;
            this.head = head;
        }

        abstract String line(EventEntry entry);
    }

    /// The files being sent, each of which keeps the database busy. Thread-safe.
    static final class Open {
        private static final int MOST = 4;

        /// Nobody can keep the others out.
        private static final int MOST_OF_AN_ACCOUNT = 2;

        private static final String PATIENCE_SECONDS = "30";

        private final List<UUID> accounts = new ArrayList<>();

        synchronized void enter(UUID account) {
            if (accounts.size() >= MOST
                    || Collections.frequency(accounts, account) >= MOST_OF_AN_ACCOUNT)
                throw Problem.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "As many files are being sent as allowed: %d, and %d for an account."
                                        .formatted(MOST, MOST_OF_AN_ACCOUNT))
                        .withHeader("retry-after", PATIENCE_SECONDS)
                        .exception();
            accounts.add(account);
        }

        synchronized void leave(UUID account) {
            accounts.remove(account);
        }
    }

    private final Function<EventQuery, List<EventEntry>> events;
    private final BooleanSupplier allowed;
    private final ServiceRequestContext context;
    private final Form form;
    private final EventQuery query;
    private final HttpResponseWriter response = HttpResponse.streaming();
    private Optional<Long> before = Optional.empty();
    private int sent;

    /// @param allowed whether the session still lasts
    EventsDownload(
            Administration administration,
            BooleanSupplier allowed,
            ServiceRequestContext context,
            Form form,
            EventQuery query) {
        this.events = administration::events;
        this.allowed = allowed;
        this.context = context;
        this.form = form;
        this.query = query;
    }

    private static List<String> cells(EventEntry entry) {
        var event = entry.event();
        return List.of(
                String.valueOf(entry.id()),
                event.at().toString(),
                event.name().title(),
                event.result(),
                event.dialPlan(),
                event.mailbox().map(UUID::toString).orElse(""),
                event.subject(),
                event.origin().by(),
                event.origin().from(),
                String.valueOf(event.count()),
                event.changes().inWords());
    }

    /// @param after runs once the file has been sent or has failed
    HttpResponse begin(Runnable after) {
        context.setRequestTimeout(LONGEST);
        var _ = response.whenComplete().whenComplete((_, _) -> after.run());
        response.write(
                ResponseHeaders.builder(HttpStatus.OK)
                        .contentType(MediaType.parse(form.type))
                        .set(
                                HttpHeaderNames.CONTENT_DISPOSITION,
                                "attachment; filename=\"events." + form.ending + "\"")
                        .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                        .build());
        if (!form.head.isEmpty()) write(form.head);
        goOn();
        return response;
    }

    private void goOn() {
        try {
            context.blockingTaskExecutor().execute(this::send);
        } catch (RejectedExecutionException e) {
            response.close(e);
        }
    }

    private void send() {
        if (!response.isOpen()) return;
        try {
            if (!allowed.getAsBoolean()) {
                response.abort(); // an ordinary end would look like the whole file
                return;
            }
            var page =
                    events.apply(
                            query.newest(
                                    EventQuery.Numbers.before(before),
                                    Math.min(PAGE, MOST - sent)));
            var text = new StringBuilder();
            for (var entry : page) text.append(form.line(entry));
            if (!text.isEmpty()) write(text.toString());
            sent += page.size();
            if (page.size() < PAGE || sent >= MOST) {
                response.close();
                return;
            }
            before = Optional.of(page.getLast().id());
            var _ = response.whenConsumed().thenRun(this::goOn);
        } catch (RuntimeException e) {
            log.warn("a file of events ends unfinished", e);
            response.close(e);
        }
    }

    private void write(String text) {
        var _ = response.tryWrite(HttpData.ofUtf8(text));
    }
}
