package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// This release over the data of the one before.
@DisabledIfSystemProperty(named = "upgrade", matches = "no")
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class UpgradeIT {
    private static final String PIN = "825193";
    private static final String WRONG = "111111";
    private static final String STEP =
            "select max(version + 0) from flyway_schema_history where success";

    @TempDir private Path parent;

    @Test
    void everythingIsThereAfterAnUpgradeWithACallUnderWay() throws Exception {
        var data = parent.resolve("d");
        var before = EarlierRelease.folder();
        var installation = new InstalledOva(data);
        String session;
        int step;
        try (var old = Ova.serve(data).of(before).start()) {
            old(before, data, "mailbox", "add", "51234", "--email", "lea@example.com");
            await().until(() -> !installation.letters().isEmpty());
            Ova.account(data, "add", "ada", "--role", "administrator")
                    .of(before)
                    .input("correct horse battery staple\n")
                    .run()
                    .succeeded();
            var change = "51234" + installation.mailedPin() + "#" + (PIN + "#").repeat(2) + "1";
            var heard = new RawCall(old.port(), change).place();
            assertThat(heard.result()).isEqualTo("SUCCESS");
            session = Objects.requireNonNull(heard.variables().get("OVA_SESSION"));
            new RawCall(old.port(), "51234" + WRONG + "#*").place();
            step = installation.number(STEP);
            upgradeInMidCall(old);
        }
        var mails = installation.letters();
        var events = installation.number("select count(*) from event");

        try (var now = Ova.serve(data).start()) {
            var returned =
                    new RawCall(now.port(), "1")
                            .parameters("dialplan=default&session=" + session)
                            .place();
            assertThat(returned.result()).as("by the token of before").isEqualTo("SUCCESS");
            var signedIn = new RawCall(now.port(), "51234" + PIN + "#1").place();
            assertThat(signedIn.result()).isEqualTo("SUCCESS");
            assertThat(installation.letters()).containsAll(mails);
            assertThat(installation.number("select count(*) from event")).isGreaterThan(events);
            assertThat(Ova.account(data, "list").run().succeeded().out()).contains("ada");
            assertThat(now.log()).doesNotContain("ERROR");
        }
        var upgraded = installation.number(STEP);
        assertThat(Files.readString(data.resolve("schema")).strip()).isEqualTo("" + upgraded);
        if (upgraded == step) return;

        var copy = copies(data);
        assertThat(copy).hasSize(1);
        assertThat(copy.getFirst().getFileName().toString()).startsWith("step-" + step + "-");
        var refused = Ova.serve(data).of(before).run();
        assertThat(refused.status()).as("the release before").isNotZero();
        goBack(data, copy.getFirst());
        try (var old = Ova.serve(data).of(before).start()) {
            assertThat(new RawCall(old.port(), "51234" + PIN + "#1").place().result())
                    .isEqualTo("SUCCESS");
        }
    }

    /// As docs/operations.md says.
    private static void goBack(Path data, Path copy) throws IOException {
        Files.deleteIfExists(data.resolve("ova.db-wal"));
        Files.deleteIfExists(data.resolve("ova.db-shm"));
        Files.delete(data.resolve("ova.db"));
        Files.move(copy, data.resolve("ova.db"));
        Files.delete(data.resolve("schema"));
    }

    private static List<Path> copies(Path data) throws IOException {
        try (var files = Files.list(data.resolve("before-upgrade"))) {
            return files.toList();
        }
    }

    private static void old(Path before, Path data, String... command) {
        new Ova(command).of(before).and("--data", data.toString()).run().succeeded();
    }

    /// A caller is at the first prompt when the server is told to stop, and goes on.
    private static void upgradeInMidCall(OvaServer server) throws Exception {
        var talking = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var call =
                CompletableFuture.supplyAsync(
                        () ->
                                new RawCall(server.port(), "51234" + PIN + "#1")
                                        .replying(
                                                command -> {
                                                    if (command.contains("ova/welcome")) {
                                                        talking.countDown();
                                                        waitFor(goOn);
                                                    }
                                                    return Optional.empty();
                                                })
                                        .place());
        talking.await();
        server.terminate();
        await().until(() -> server.out().contains("stopping: "));
        goOn.countDown();
        assertThat(call.get().result()).isEqualTo("SUCCESS");
        server.awaitEnd();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
