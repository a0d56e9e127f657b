package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A PostgreSQL whose processes stop at a chosen moment of a call.
@Execution(ExecutionMode.CONCURRENT) // each test waits, with a PostgreSQL of its own
class PostgresStandstillIT {
    private static final Pattern PIN = Pattern.compile("demo mailbox 51234 PIN (\\d+)");

    /// The bound in docs/operations.md.
    private static final Duration CALLERS = Duration.ofSeconds(20);

    private static final Duration ADMINISTRATORS = Duration.ofSeconds(32);
    private static final int AT_ONCE = 12;

    @TempDir private Path parent;

    private static String keys(OvaServer server) {
        var pin = PIN.matcher(server.out());
        assertThat(pin.find()).isTrue();
        return "51234" + pin.group(1) + "#1";
    }

    private RawCall.Heard call(OvaServer server, Function<String, Optional<String>> replies) {
        return new RawCall(server.port(), keys(server)).replying(replies).place();
    }

    /// @param moment the prompt at which it stops: before the entry, the verdict or the hand-over.
    ///   Whoever is in by then goes on
    @ParameterizedTest
    @ValueSource(strings = {"ova/welcome", "ova/enter-pin", "WAIT FOR DIGIT 400", "ova/main-menu"})
    void everyCallerHearsOfItInTimeAndNobodyIsIn(String moment) {
        try (var database = new RealPostgres(parent.resolve("postgres"));
                var server = database.given(Ova.serve(parent.resolve("data"), "--demo")).start()) {
            var frozen = new AtomicLong();
            var calls =
                    IntStream.range(0, AT_ONCE)
                            .mapToObj(
                                    _ ->
                                            CompletableFuture.supplyAsync(
                                                    () ->
                                                            call(
                                                                    server,
                                                                    line -> {
                                                                        freezeAt(
                                                                                moment, line,
                                                                                database, frozen);
                                                                        return Optional.empty();
                                                                    }),
                                                    task -> Thread.ofVirtual().start(task)))
                            .toList();
            var heard = calls.stream().map(CompletableFuture::join).toList();
            var afterwards = moment.equals("ova/main-menu");
            if (!afterwards) assertThat(heard).anyMatch(h -> h.result().equals("UNAVAILABLE"));
            for (var one : heard) {
                if (one.prompts().contains("main-menu")) assertGoesOn(one);
                else assertShut(one);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - frozen.get())).isLessThan(CALLERS);
            database.thaw();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> call(server, _ -> Optional.empty()).result().equals("SUCCESS"));
        }
    }

    private static synchronized void freezeAt(
            String moment, String line, RealPostgres database, AtomicLong frozen) {
        if (frozen.get() != 0 || !line.contains(moment)) return;
        database.freeze();
        frozen.set(System.nanoTime());
    }

    /// The success was committed before the stop, and the hand-over asks the database for nothing.
    private static void assertGoesOn(RawCall.Heard heard) {
        assertThat(heard.result()).isEqualTo("SUCCESS");
        assertThat(heard.variables()).containsKeys("OVA_MAILBOX", "OVA_SESSION");
    }

    /// All callers dial one mailbox. A caller overtaken by another one's success was refused before
    /// the stop.
    private static void assertShut(RawCall.Heard heard) {
        if (!heard.result().equals("UNAVAILABLE"))
            assertThat(heard.prompts()).contains("login-incorrect");
        else assertThat(heard.prompts()).endsWith("service-unavailable");
        assertThat(heard.variables()).doesNotContainKeys("OVA_MAILBOX", "OVA_SESSION");
    }

    @Test
    void administratorsAreToldInTimeToo() {
        try (var database = new RealPostgres(parent.resolve("postgres"));
                var server = database.given(Ova.serve(parent.resolve("data"), "--demo")).start()) {
            database.freeze();
            var start = System.nanoTime();
            var rest =
                    HttpRequest.newBuilder(server.administration().resolve("/api/v1/mailboxes"))
                            .header("Authorization", "Bearer ova_" + "x".repeat(43))
                            .build();
            assertThat(SignInForm.status(rest)).isEqualTo(503);
            assertThat(new SignInForm(server).send("demo", "some password")).isEqualTo(503);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(ADMINISTRATORS.multipliedBy(2));
            database.thaw();
            await().atMost(Duration.ofSeconds(30)).until(() -> SignInForm.status(rest) == 401);
        }
    }
}
