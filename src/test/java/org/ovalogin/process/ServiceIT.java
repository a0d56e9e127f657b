package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.HttpsURLConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.notify.mail.TestCertificate;

/// The server under a service manager.
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class ServiceIT {
    private static final String PIN = "825193";
    private static final Pattern ADMINISTRATION =
            Pattern.compile("administration on https://127\\.0\\.0\\.1:(\\d+)/");

    @TempDir private Path parent;

    private Path data() {
        return parent.resolve("d");
    }

    private ServiceManager start(Ova serve, String listen, String notify, int watchdog) {
        return ServiceManager.start(serve, listen, notify, parent.resolve("record"), watchdog);
    }

    @Test
    void tellsThatCallsAreTakenThatItReloadsAndThatItStops() {
        var socket = parent.resolve("notify").toString();
        var manager = start(Ova.serve(data()), "none", socket, 0);
        try (var server = manager.server()) {
            manager.await("READY=1", 1);
            assertThat(new RawCall(server.port(), "*").place().result()).isEqualTo("CANCELLED");
            manager.signal("HUP");
            manager.await("READY=1", 2);
            var reloading = manager.told("RELOADING=1").getFirst().text();
            var micros = Long.parseLong(reloading.replaceFirst(".*MONOTONIC_USEC=", ""));
            assertThat(micros).isCloseTo(System.nanoTime() / 1_000, within(10_000_000L));
            assertThat(manager.told("settings read anew")).hasSize(1);
        }
        assertThat(manager.told("STOPPING=1")).hasSize(1);
        assertThat(manager.told("EXTEND_TIMEOUT_USEC=60000000")).hasSize(1);
        assertThat(manager.told("WATCHDOG=1")).isEmpty();
    }

    /// systemd in a user's session has such sockets.
    @Test
    void givesAWatchdogSignsOfLifeOnAnAbstractSocket() {
        var name = "@ova-test-" + ProcessHandle.current().pid();
        var manager = start(Ova.serve(data()), "none", name, 3_000_000);
        try (var _ = manager.server()) {
            manager.await("WATCHDOG=1", 3);
            assertThat(manager.told("calls under way: 0")).isNotEmpty();
        }
    }

    /// Somebody holds the database, so nothing can be written.
    @Test
    void givesNoSignOfLifeWhileTheStoreStandsStill() throws Exception {
        var socket = parent.resolve("notify").toString();
        var manager = start(Ova.serve(data()), "none", socket, 1_500_000);
        try (var server = manager.server()) {
            manager.await("WATCHDOG=1", 1);
            try (var holder =
                            DriverManager.getConnection("jdbc:sqlite:" + data().resolve("ova.db"));
                    var statement = holder.createStatement()) {
                statement.execute("begin immediate");
                await().until(() -> server.log().contains("no sign of life"));
                assertThat(server.log()).contains("the store stands still");
                var before = manager.told("WATCHDOG=1").size();
                Thread.sleep(1_500);
                assertThat(manager.told("WATCHDOG=1")).hasSize(before);
                statement.execute("rollback");
            }
            var before = manager.told("WATCHDOG=1").size();
            manager.await("WATCHDOG=1", before + 1);
        }
    }

    @Test
    void callersWaitInTheSocketWhileTheServerRestarts() throws Exception {
        var socket = parent.resolve("notify").toString();
        var serve =
                new Ova(
                        "serve",
                        "--data",
                        data().toString(),
                        "--fastagi",
                        "127.0.0.1:4597",
                        "--http",
                        "none");
        var manager = start(serve, "127.0.0.1:4597", socket, 0);
        try (var server = manager.server()) {
            manager.await("READY=1", 1);
            var port = server.port();
            var session = signIn(port);
            var talking = new CountDownLatch(1);
            var goOn = new CountDownLatch(1);
            var underWay =
                    CompletableFuture.supplyAsync(
                            () -> held(port, talking, goOn).place(), Thread::startVirtualThread);
            talking.await();
            manager.signal("TERM");
            manager.await("STOPPING=1", 1);
            var stopped = System.nanoTime();
            var waiting =
                    CompletableFuture.supplyAsync(
                            () ->
                                    new RawCall(port, "1")
                                            .parameters("dialplan=default&session=" + session)
                                            .place(),
                            Thread::startVirtualThread);
            Thread.sleep(1_000); // arrives while the first call is still under way
            assertThat(waiting).isNotDone();
            goOn.countDown();
            assertThat(underWay.get().result()).isEqualTo("CANCELLED");
            var ended = System.nanoTime();
            var returned = waiting.get();
            System.out.printf(
                    "a new caller waited %d ms after the last call's end, %d ms in all%n",
                    Duration.ofNanos(System.nanoTime() - ended).toMillis(),
                    Duration.ofNanos(System.nanoTime() - stopped).toMillis());
            assertThat(returned.result())
                    .as("by the return token: %s", returned.commands())
                    .isEqualTo("SUCCESS");
            assertThat(manager.told("READY=1")).hasSize(2);
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }

    /// Signs in as the owner of a new mailbox; returns the token for the way back from voice mail.
    private String signIn(int port) {
        Ova.mailbox(data(), "add", "51234", "--email", "lea@example.com").succeeded();
        var installation = new InstalledOva(data());
        await().until(() -> !installation.letters().isEmpty());
        var change = "51234" + installation.mailedPin() + "#" + (PIN + "#").repeat(2) + "1";
        var heard = new RawCall(port, change).place();
        assertThat(heard.result()).isEqualTo("SUCCESS");
        return Objects.requireNonNull(heard.variables().get("OVA_SESSION"));
    }

    private static RawCall held(int port, CountDownLatch talking, CountDownLatch goOn) {
        return new RawCall(port, "*")
                .replying(
                        command -> {
                            if (command.startsWith("STREAM FILE \"ova/welcome")) {
                                talking.countDown();
                                try {
                                    goOn.await();
                                } catch (InterruptedException e) {
                                    Thread.currentThread().interrupt();
                                }
                            }
                            return Optional.empty();
                        });
    }

    @Test
    void aSocketOfAnotherAddressIsRefused() {
        var serve = new Ova("serve", "--data", data().toString(), "--fastagi", "127.0.0.1:4598");
        var manager = start(serve, "127.0.0.1:0", parent.resolve("notify").toString(), 0);
        try (var server = manager.server()) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> server.log().contains("and fastagi.listen is 127.0.0.1:4598"));
            assertThat(manager.told("READY=1")).isEmpty();
        }
    }

    @Test
    void aReloadServesANewCertificateAndABrokenOneKeepsTheOld() throws Exception {
        var served = Files.createDirectories(parent.resolve("served"));
        var first = TestCertificate.of("first.test", served);
        var chain = first.certificate();
        var key = first.key();
        var serve =
                Ova.serve(data())
                        .with("OVA_HTTP_TLS_CERTIFICATE", chain.toString())
                        .with("OVA_HTTP_TLS_KEY", key.toString());
        var manager = start(serve, "none", parent.resolve("notify").toString(), 0);
        try (var server = manager.server()) {
            manager.await("READY=1", 1);
            assertThat(subject(server)).contains("first.test");

            var next = Files.createDirectories(parent.resolve("next"));
            var second = TestCertificate.of("second.test", next);
            Files.copy(second.certificate(), chain, StandardCopyOption.REPLACE_EXISTING);
            reload(manager, "reload failed");
            assertThat(server.log()).contains("the key is not the certificate's");
            assertThat(subject(server)).contains("first.test");

            Files.copy(second.key(), key, StandardCopyOption.REPLACE_EXISTING);
            reload(manager, "settings read anew");
            assertThat(subject(server)).contains("second.test");

            Files.writeString(data().resolve("ova.conf"), "log.level = loud\nhttp.listen = none\n");
            reload(manager, "reload failed");
            assertThat(server.log()).contains("log.level: found 'loud'");

            Files.writeString(
                    data().resolve("ova.conf"), "log.level = debug\nbudgets.trunk = off\n");
            reload(manager, "a restart is needed for budgets");
            assertThat(server.log()).contains("reload: a restart is needed for budgets");
        }
    }

    private static void reload(ServiceManager manager, String result) {
        var before = manager.told(result).size();
        manager.signal("HUP");
        manager.await(result, before + 1);
    }

    private static String subject(OvaServer server) throws IOException {
        var port = ADMINISTRATION.matcher(server.out());
        assertThat(port.find()).as(server.out()).isTrue();
        var url = URI.create("https://127.0.0.1:" + port.group(1) + "/health").toURL();
        var connection = (HttpsURLConnection) url.openConnection();
        connection.setSSLSocketFactory(Trusting.ANYBODY.getSocketFactory());
        connection.setHostnameVerifier((_, _) -> true);
        assertThat(connection.getResponseCode()).isEqualTo(200);
        var certificate = (X509Certificate) connection.getServerCertificates()[0];
        connection.disconnect();
        return certificate.getSubjectX500Principal().getName();
    }

    @Test
    void healthTellsWhetherCallsAreTaken() throws IOException {
        var health = new Ova("health", "--data", data().toString());
        assertThat(health.run().status()).isEqualTo(1);
        try (var server = Ova.serve(data()).start()) {
            var found = health.run();
            assertThat(found.status()).isZero();
            assertThat(found.out()).isEqualTo("ready\n");
            server.kill();
        }
        assertThat(health.run().status()).as("killed").isEqualTo(1);
        Files.writeString(
                data().resolve("running"), "health=127.0.0.1:1;id\n", StandardOpenOption.APPEND);
        assertThat(health.run().status()).as("not ours").isEqualTo(1);
    }
}
