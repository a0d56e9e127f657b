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
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.ovalogin.web.frame.PageDoor;
import org.ovalogin.web.frame.PageVisit;
import org.ovalogin.web.http.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends files piece by piece. Reads the next piece only after the client has taken the one before:
/// neither a large file nor a slow client needs memory. A file breaks off when its session ends.
/// Thread-safe.
final class Downloads {
    private static final Logger log = LoggerFactory.getLogger(Downloads.class);

    /// Files on their way at most; each keeps the database busy.
    private static final int MOST = 4;

    /// Nobody can keep the others out.
    private static final int MOST_OF_AN_ACCOUNT = 2;

    private static final String PATIENCE_SECONDS = "30";

    private final PageDoor door;
    private final List<UUID> accounts = new ArrayList<>();

    Downloads(PageDoor door) {
        this.door = door;
    }

    /// A file before its first piece.
    ///
    /// @param longest time for all of it
    /// @param head its beginning; may be empty
    record File(String name, String type, Duration longest, String head) {}

    record Piece(String text, boolean last) {}

    /// @param pieces asked again until it has returned the last one
    HttpResponse send(PageVisit visit, File file, Supplier<Piece> pieces) {
        var account = visit.who().account().guid();
        enter(account);
        var released = new AtomicBoolean();
        return new Sending(visit, file, pieces)
                .begin(
                        () -> {
                            if (released.compareAndSet(false, true)) leave(account);
                        });
    }

    private synchronized void enter(UUID account) {
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

    private synchronized void leave(UUID account) {
        accounts.remove(account);
    }

    /// One file on its way.
    private final class Sending {
        private final PageVisit visit;
        private final File file;
        private final Supplier<Piece> pieces;
        private final ServiceRequestContext context;
        private final HttpResponseWriter response = HttpResponse.streaming();

        Sending(PageVisit visit, File file, Supplier<Piece> pieces) {
            this.visit = visit;
            this.file = file;
            this.pieces = pieces;
            this.context = visit.context();
        }

        /// @param after runs once the file has been sent or has failed
        HttpResponse begin(Runnable after) {
            context.setRequestTimeout(file.longest());
            var _ = response.whenComplete().whenComplete((_, _) -> after.run());
            response.write(
                    ResponseHeaders.builder(HttpStatus.OK)
                            .contentType(MediaType.parse(file.type()))
                            .set(
                                    HttpHeaderNames.CONTENT_DISPOSITION,
                                    "attachment; filename=\"" + file.name() + "\"")
                            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                            .build());
            write(file.head());
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
                var piece = pieces.get();
                write(piece.text());
                if (piece.last()) {
                    response.close();
                    return;
                }
                var _ = response.whenConsumed().thenRun(this::goOn);
            } catch (RuntimeException e) {
                log.warn("{} ends unfinished", file.name(), e);
                response.close(e);
            }
        }

        private void write(String text) {
            if (text.isEmpty()) return;
            var _ = response.tryWrite(HttpData.ofUtf8(text));
        }
    }
}
