package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.web.http.PlainClient;

class StoppingIT {
    /// 128 + 15: ended by SIGTERM, as a service manager expects.
    private static final int BY_SIGNAL = 143;

    @TempDir private Path parent;

    @Test
    void aCallIsLetEndAndNoOtherIsTaken() throws Exception {
        try (var server = Ova.serve(parent.resolve("d")).start()) {
            var talking = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            var call = CompletableFuture.supplyAsync(() -> held(server, talking, goOn).place());
            talking.await();
            server.terminate();
            await().until(() -> !accepts(server));
            assertThat(ready(server)).contains("503", "being stopped");
            assertThat(server.alive()).isTrue();
            goOn.countDown();
            assertThat(call.get().result()).isEqualTo("CANCELLED");
            assertThat(server.awaitEnd()).isEqualTo(BY_SIGNAL);
            assertThat(server.out()).endsWith("ready\nstopping: calls may end within 30 seconds\n");
            assertThat(server.log()).contains("outcome=CANCELLED").doesNotContain("WARN", "ERROR");
        }
    }

    @Test
    void aCallThatDoesNotEndIsClosedAfterTheGrace() throws Exception {
        try (var server =
                Ova.serve(parent.resolve("d")).with("OVA_FASTAGI_SHUTDOWN_GRACE", "1s").start()) {
            var talking = new CountDownLatch(1);
            var never = new CountDownLatch(1);
            var call = CompletableFuture.supplyAsync(() -> held(server, talking, never).place());
            talking.await();
            var start = System.nanoTime();
            server.terminate();
            assertThat(server.awaitEnd()).isEqualTo(BY_SIGNAL);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(8));
            never.countDown();
            assertThat(call.get().result()).isEqualTo("NONE");
            assertThat(server.log()).contains("closing the connections of 1 calls");
        }
    }

    /// `./ova doctor` reads there where the server listens.
    @Test
    void theFileWithItsPortsLastsAsLongAsTheServer() throws Exception {
        var running = parent.resolve("d/running");
        try (var server = Ova.serve(parent.resolve("d")).start()) {
            assertThat(Files.readString(running)).contains("fastagi=127.0.0.1:" + server.port());
            server.terminate();
            assertThat(server.awaitEnd()).isEqualTo(BY_SIGNAL);
            assertThat(running).doesNotExist();
        }
    }

    /// Java has replaced the launcher's process.
    @Test
    void theProcessStartedIsJava() throws IOException {
        try (var server = Ova.serve(parent.resolve("d")).start()) {
            assertThat(Files.readSymbolicLink(Path.of("/proc/" + server.pid() + "/exe")))
                    .endsWith(Path.of("bin/java"));
        }
    }

    /// A caller who is held, and leaves with `*` once let go on.
    private static RawCall held(OvaServer server, CountDownLatch talking, CountDownLatch goOn) {
        return new RawCall(server.port(), "*")
                .replying(
                        command -> {
                            if (!command.startsWith("STREAM FILE \"ova/welcome"))
                                return Optional.empty();
                            talking.countDown();
                            try {
                                goOn.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            return Optional.empty();
                        });
    }

    /// The answer that a load balancer gets meanwhile.
    private static String ready(OvaServer server) throws IOException, InterruptedException {
        try (var client = PlainClient.make()) {
            var place = server.administration().resolve("ready");
            return client.send(HttpRequest.newBuilder(place).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static boolean accepts(OvaServer server) {
        try {
            new RawCall(server.port(), "").replying(_ -> Optional.of("200 result=-1\n")).place();
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
