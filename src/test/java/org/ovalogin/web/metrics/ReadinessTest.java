package org.ovalogin.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.web.http.HttpServer;
import org.ovalogin.web.http.PlainClient;
import org.ovalogin.web.http.TryHttp;
import org.ovalogin.web.metrics.Readiness.Check;

class ReadinessTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger looks = new AtomicInteger();

    private Readiness when(BooleanSupplier holds) {
        return new Readiness(
                List.of(
                        new Check(
                                () -> {
                                    looks.incrementAndGet();
                                    return holds.getAsBoolean();
                                },
                                "It does not hold."),
                        new Check(() -> true, "Never said.")),
                nanos::get);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void saysWhatIsInTheWay() {
        try (var ready = when(() -> false)) {
            assertThat(ready.problems().join()).containsExactly("It does not hold.");
        }
    }

    @Test
    void aCheckThatThrowsDoesNotHold() {
        BooleanSupplier broken =
                () -> {
                    throw new StoreException("secret", new IllegalStateException("secret"));
                };
        try (var ready = when(broken)) {
            assertThat(ready.problems().join()).containsExactly("It does not hold.");
        }
    }

    @Test
    void looksOnceInASecondHoweverOftenItIsAsked() {
        try (var ready = when(() -> true)) {
            for (var i = 0; i < 100; i++) assertThat(ready.problems().join()).isEmpty();
            assertThat(looks).hasValue(1);
            pass(Duration.ofSeconds(1));
            for (var i = 0; i < 100; i++) assertThat(ready.problems().join()).isEmpty();
            assertThat(looks).hasValue(2);
        }
    }

    @Test
    void noSecondLookBeginsBeforeTheFirstIsOver() {
        var goOn = new CountDownLatch(1);
        BooleanSupplier slow =
                () -> {
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return true;
                };
        try (var ready = when(slow)) {
            var first = ready.problems();
            pass(Duration.ofMinutes(1));
            assertThat(ready.problems()).isSameAs(first);
            goOn.countDown();
            assertThat(first.join()).isEmpty();
            assertThat(looks).hasValue(1);
        }
    }

    @Test
    void aServerThatIsBeingStoppedIsNotReady() {
        try (var ready = when(() -> true)) {
            assertThat(ready.problems().join()).isEmpty();
            ready.stopping();
            assertThat(ready.problems().join()).containsExactly("The server is being stopped.");
        }
    }

    @Test
    void aLoadBalancerIsToldByTheStatusAndNeedsNoToken() throws Exception {
        var holds = new AtomicInteger(1);
        try (var ready = when(() -> holds.get() == 1);
                var client = PlainClient.make();
                var server =
                        new HttpServer(
                                new TryHttp().build(),
                                List.of(ready),
                                (_, problem) -> problem.detail())) {
            var place = URI.create(server.address(server.start()) + "ready");
            var good = ask(client, place);
            assertThat(good.statusCode()).isEqualTo(200);
            assertThat(good.body()).isEqualTo("{\"status\":\"ready\"}");
            holds.set(0);
            pass(Duration.ofSeconds(1));
            var bad = ask(client, place);
            assertThat(bad.statusCode()).isEqualTo(503);
            assertThat(bad.body()).contains("\"detail\":\"It does not hold.\"");
            assertThat(bad.headers().firstValue("retry-after")).isPresent();
        }
    }

    private static HttpResponse<String> ask(HttpClient client, URI place) throws Exception {
        return client.send(HttpRequest.newBuilder(place).build(), BodyHandlers.ofString());
    }
}
