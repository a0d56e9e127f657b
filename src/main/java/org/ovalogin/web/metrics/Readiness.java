package org.ovalogin.web.metrics;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.ovalogin.web.http.Problem;
import org.ovalogin.web.http.Routes;

/// `/ready` tells load balancers, without sign-in, whether calls can be taken. Checks at most once
/// a second and never twice at the same time, however often it is asked. Thread-safe.
public final class Readiness implements Routes, AutoCloseable {
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    /// Load balancers wait no longer. The check itself goes on until the database gives up.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final String STOPPING = "The server is being stopped.";
    private static final String SLOW = "The database does not answer in time.";

    private final List<Check> checks;
    private final LongSupplier nanos;
    private final ExecutorService looks = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;
    private Look last;

    /// @param holds fails by returning false or by throwing
    /// @param otherwise a sentence for strangers
    public record Check(BooleanSupplier holds, String otherwise) {
        boolean fails() {
            try {
                return !holds.getAsBoolean();
            } catch (RuntimeException _) {
                return true;
            }
        }
    }

    /// @param found the result, once there is one
    /// @param told the same result, or the sentence that the check takes too long
    private record Look(
            long at, CompletableFuture<List<String>> found, CompletableFuture<List<String>> told) {}

    public Readiness(List<Check> checks) {
        this(checks, System::nanoTime);
    }

    Readiness(List<Check> checks, LongSupplier nanos) {
        this.checks = List.copyOf(checks);
        this.nanos = nanos;
        var nothing = CompletableFuture.completedFuture(List.<String>of());
        last = new Look(nanos.getAsLong() - GOOD_FOR.toNanos(), nothing, nothing);
    }

    /// The server is not ready from now on.
    public void stopping() {
        stopping = true;
    }

    @Override
    public void addTo(ServerBuilder server) {
        server.route().get("/ready").head("/ready").build(this::answer);
    }

    private HttpResponse answer(ServiceRequestContext context, HttpRequest request) {
        return HttpResponse.of(
                problems()
                        .thenApply(
                                found -> {
                                    if (found.isEmpty())
                                        return HttpResponse.of(
                                                HttpStatus.OK,
                                                MediaType.JSON,
                                                "{\"status\":\"ready\"}");
                                    throw Problem.of(
                                                    HttpStatus.SERVICE_UNAVAILABLE,
                                                    String.join(" ", found))
                                            .withHeader("retry-after", "5")
                                            .exception();
                                }));
    }

    /// The obstacles, in sentences.
    public synchronized CompletableFuture<List<String>> problems() {
        if (stopping) return CompletableFuture.completedFuture(List.of(STOPPING));
        var now = nanos.getAsLong();
        if (last.found().isDone() && now - last.at() >= GOOD_FOR.toNanos()) {
            var found = CompletableFuture.supplyAsync(this::look, looks);
            var told =
                    found.copy()
                            .completeOnTimeout(
                                    List.of(SLOW), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            last = new Look(now, found, told);
        }
        return last.told();
    }

    private List<String> look() {
        return checks.stream().filter(Check::fails).map(Check::otherwise).toList();
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
