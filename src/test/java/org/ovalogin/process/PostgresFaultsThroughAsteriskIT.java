package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.ovalogin.lab.LegOrigin.caller;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.AsteriskLab;
import org.ovalogin.lab.LabScript;
import org.ovalogin.lab.RealAsterisk;

/// Callers through a real Asterisk while the server's PostgreSQL hangs or is gone.
@RealAsterisk
@Execution(ExecutionMode.CONCURRENT)
class PostgresFaultsThroughAsteriskIT {
    private static final Pattern DEMO = Pattern.compile("demo mailbox (\\d+) PIN (\\d+)");
    private static final String WRONG = "80461729#";

    /// Includes about ten seconds of prompts and keys before, and the final prompt.
    private static final Duration DOCUMENTED = Duration.ofSeconds(20).plusSeconds(40);

    @TempDir private Path parent;
    private RealPostgres database;
    private OvaServer server;
    private AsteriskLab lab;

    @BeforeEach
    void start() {
        database = new RealPostgres(parent.resolve("postgres"));
        server = database.given(Ova.serve(parent.resolve("data"), "--demo")).start();
        lab = AsteriskLab.start(server.port());
    }

    @AfterEach
    void stop() {
        try (var _ = database;
                var _ = server;
                var _ = lab) {
            var written = String.join("\n", lab.log()) + server.log();
            for (var pin : List.of(pin("51234"), pin("51235"), WRONG.replace("#", "")))
                assertThat(written.matches("(?s).*(?<![0-9a-f-])" + pin + "(?![0-9a-f-]).*"))
                        .as("a PIN is written down")
                        .isFalse();
        }
    }

    @Test
    void hangsInMidCallAndGoesOn() {
        callsAmidst(database::freeze);
        database.thaw();
        assertWorksAgainWithEveryCharge();
    }

    @Test
    void isKilledInMidCallAndStartedAgain() {
        callsAmidst(database::crash);
        database.startAgain();
        assertWorksAgainWithEveryCharge();
    }

    /// One caller is in and about to open voice mail; another was just refused for a wrong PIN and
    /// is about to enter the right one.
    private void callsAmidst(Runnable fault) {
        var bothAreThere = new CyclicBarrier(2, fault);
        Runnable meet = () -> meet(bothAreThere);
        try (var phones = Executors.newVirtualThreadPerTaskExecutor()) {
            var signedIn = "<enter-pin>" + pin("51234") + "#<main-menu>@1";
            var again = "<enter-pin>" + WRONG + "<enter-pin-again>@" + pin("51235") + "#";
            var calls =
                    List.of(
                            CompletableFuture.supplyAsync(
                                    () -> call("51234", LabScript.of(signedIn, meet)), phones),
                            CompletableFuture.supplyAsync(
                                    () -> call("51235", LabScript.of(again, meet)), phones));
            var in = calls.getFirst().join(); // the success was committed before
            assertThat(in.result()).isEqualTo("SUCCESS");
            assertThat(in.next()).isEqualTo("voicemail");
            assertShut(calls.getLast().join());
        }
        assertThat(server.log()).contains("outcome=UNAVAILABLE").contains("outcome=SUCCESS");
    }

    private AsteriskCall call(String extension, LabScript script) {
        return lab.call(caller(extension).trusted(), script);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("the other caller did not come so far", e);
        }
    }

    private String pin(String extension) {
        return DEMO.matcher(server.out())
                .results()
                .filter(line -> line.group(1).equals(extension))
                .map(line -> line.group(2))
                .findFirst()
                .orElseThrow();
    }

    private static void assertShut(AsteriskCall call) {
        assertThat(call.result()).isEqualTo("UNAVAILABLE");
        assertThat(call.mailbox()).isEmpty();
        assertThat(call.session()).isFalse();
        assertThat(call.voicemail()).isEmpty();
        assertThat(call.prompts()).endsWith("service-unavailable");
        assertThat(call.prompts()).filteredOn("service-unavailable"::equals).hasSize(1);
        assertThat(call.duration()).isLessThan(DOCUMENTED);
    }

    /// The wrong PIN's charge was confirmed, so it must exist; the right PIN's may exist.
    private void assertWorksAgainWithEveryCharge() {
        var script = LabScript.of("<enter-pin>" + pin("51234") + "#<main-menu>*");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> call("51234", script).result().equals("SUCCESS"));
        assertThat(database.number("select failures from mailbox where address like 'demo51235@%'"))
                .isBetween(1, 2);
        assertThat(
                        database.rows(
                                "select result from event where name = 'SIGN_IN' and mailbox_guid ="
                                        + " (select mailbox_guid from mailbox where address like 'demo51235@%')",
                                "result"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("result", "WrongPin"));
    }
}
