package org.ovalogin.web.page;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.web.api.EventJson;
import org.ovalogin.web.frame.CsvLines;

/// Events as a file, newest first. For one thread at a time.
final class EventsDownload {
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

    private final Administration administration;
    private final Form form;
    private final EventQuery query;
    private Optional<Long> before = Optional.empty();
    private int sent;

    EventsDownload(Administration administration, Form form, EventQuery query) {
        this.administration = administration;
        this.form = form;
        this.query = query;
    }

    Downloads.File file() {
        return new Downloads.File("events." + form.ending, form.type, LONGEST, form.head);
    }

    Downloads.Piece next() {
        var most = Math.min(PAGE, MOST - sent);
        var page = administration.events(query.newest(EventQuery.Numbers.before(before), most));
        var text = new StringBuilder();
        for (var entry : page) text.append(form.line(entry));
        sent += page.size();
        if (!page.isEmpty()) before = Optional.of(page.getLast().id());
        return new Downloads.Piece(text.toString(), page.size() < PAGE || sent >= MOST);
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
}
