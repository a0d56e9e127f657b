package org.ovalogin.web.page;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpResponseWriter;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.MailboxReport;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.store.MailboxQuery;
import org.ovalogin.core.store.Page;
import org.ovalogin.web.frame.CsvLines;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Routes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the list of mailboxes as a CSV file that `import csv` reads. Reads the next mailboxes only
/// after the client has taken those before.
final class MailboxesDownload implements Routes {
    private static final Logger log = LoggerFactory.getLogger(MailboxesDownload.class);

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

    private final Administration administration;
    private final PageDoor door;
    private final EventsDownload.Open files = new EventsDownload.Open();

    MailboxesDownload(Administration administration, PageDoor door) {
        this.administration = administration;
        this.door = door;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get(PATH).build(door.inside(this::download));
    }

    private HttpResponse download(PageVisit visit) {
        var account = visit.who().account().guid();
        files.enter(account);
        var released = new AtomicBoolean();
        return new Sending(visit)
                .begin(
                        () -> {
                            if (released.compareAndSet(false, true)) files.leave(account);
                        });
    }

    /// One file on its way.
    private final class Sending {
        private final PageVisit visit;
        private final MailboxQuery query;
        private final ServiceRequestContext context;
        private final HttpResponseWriter response = HttpResponse.streaming();
        private Optional<String> place = Optional.empty();
        private int sent;

        Sending(PageVisit visit) {
            this.visit = visit;
            this.context = visit.context();
            this.query = MailboxFilter.of(visit).query();
        }

        /// @param after runs once the file has been sent or has failed
        HttpResponse begin(Runnable after) {
            context.setRequestTimeout(LONGEST);
            var _ = response.whenComplete().whenComplete((_, _) -> after.run());
            response.write(
                    ResponseHeaders.builder(HttpStatus.OK)
                            .contentType(MediaType.parse("text/csv; charset=utf-8"))
                            .set(
                                    HttpHeaderNames.CONTENT_DISPOSITION,
                                    "attachment; filename=\"mailboxes.csv\"")
                            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                            .build());
            write(CsvLines.BEGINNING + CsvLines.of(COLUMNS));
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
                if (!door.isOpen(visit)) {
                    response.abort(); // an ordinary end would look like the whole file
                    return;
                }
                var page = page();
                var text = new StringBuilder();
                for (var report : page.items()) text.append(CsvLines.of(cells(report)));
                if (!text.isEmpty()) write(text.toString());
                sent += page.items().size();
                if (page.next().isEmpty() || sent >= MOST) {
                    response.close();
                    return;
                }
                place = page.next();
                var _ = response.whenConsumed().thenRun(this::goOn);
            } catch (RuntimeException e) {
                log.warn("a file of mailboxes ends unfinished", e);
                response.close(e);
            }
        }

        private Page<MailboxReport> page() {
            var most = Math.min(PAGE, MOST - sent);
            var part = new MailboxQuery.Part(place, 0, most, false);
            return administration.mailboxes().reports(query.part(part));
        }

        private void write(String text) {
            var _ = response.tryWrite(HttpData.ofUtf8(text));
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
