package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.ServerBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.web.frame.CsvLines;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Routes;

/// Sends the list of mailboxes as a CSV file that `import csv` reads.
final class MailboxesDownload implements Routes {
    static final String PATH = MailboxFilter.PATH + ".csv";

    /// Mailboxes of a file at most.
    static final int MOST = MailboxQuery.MOST_COUNTED;

    /// Mailboxes read at a time.
    private static final int PAGE = 500;

    /// Time for a whole file.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// The first seven are columns of `import csv`.
    private static final List<String> COLUMNS =
            List.of(
                    "Extensions",
                    "Identity",
                    "NotifyAddresses",
                    "Aliases",
                    "DisplayName",
                    "Language",
                    "TimeZone",
                    "UMDialPlan",
                    "UMMailboxPolicy",
                    "State",
                    "LastSuccessfulLogon",
                    "PINSet");

    private static final Downloads.File FILE =
            new Downloads.File(
                    "mailboxes.csv",
                    "text/csv; charset=utf-8",
                    LONGEST,
                    CsvLines.BEGINNING + CsvLines.of(COLUMNS));

    private final Administration administration;
    private final PageDoor door;
    private final Downloads downloads;

    MailboxesDownload(Administration administration, PageDoor door) {
        this.administration = administration;
        this.door = door;
        this.downloads = new Downloads(door);
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::download));
    }

    private HttpResponse download(PageVisit visit) {
        return downloads.send(visit, FILE, new Rows(visit)::next);
    }

    /// The rows of one file.
    private final class Rows {
        private final PageVisit visit;
        private final MailboxQuery query;
        private Optional<String> place = Optional.empty();
        private int sent;

        Rows(PageVisit visit) {
            this.visit = visit;
            this.query = MailboxFilter.of(visit).query();
        }

        Downloads.Piece next() {
            var part = new MailboxQuery.Part(place, 0, Math.min(PAGE, MOST - sent), false);
            var page = administration.mailboxes().reports(query.part(part));
            var text = new StringBuilder();
            for (var report : page.items()) text.append(CsvLines.of(cells(report)));
            sent += page.items().size();
            place = page.next();
            return new Downloads.Piece(text.toString(), place.isEmpty() || sent >= MOST);
        }

        private List<String> cells(MailboxReport report) {
            var mailbox = report.mailbox();
            var states =
                    Badge.of(visit.texts(), report).stream()
                            .map(Badge::text)
                            .collect(Collectors.joining(", "));
            return List.of(
                    String.join(",", mailbox.extensions()),
                    mailbox.address().orElse(""),
                    String.join(",", mailbox.addresses().notifyAddresses()),
                    String.join(",", mailbox.aliases()),
                    mailbox.displayName(),
                    mailbox.language().map(Language::code).orElse(""),
                    mailbox.timeZone().map(TimeZone::name).orElse(""),
                    mailbox.dialPlan().name(),
                    mailbox.policy().name(),
                    states,
                    mailbox.lastLogon().map(Instant::toString).orElse(""),
                    mailbox.pin().setAt().toString());
        }
    }
}
