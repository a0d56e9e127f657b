package org.ovalogin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.ovalogin.Owner.keying;
import static org.ovalogin.lab.Origin.caller;
import static org.ovalogin.lab.Origin.phone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.lab.AsteriskLab;
import org.ovalogin.lab.Call;
import org.ovalogin.lab.Origin;
import org.ovalogin.lab.RealAsterisk;
import org.ovalogin.lab.Script;

/// A real Asterisk, and `./ova serve --demo` as a process beside it, whole and with one of its
/// parts gone: in doubt nobody is let in, and everybody hears so.
@RealAsterisk
class FaultsThroughAsteriskIT {
    private static final String UNAVAILABLE = "service-unavailable";
    private static final Pattern DEMO = Pattern.compile("demo mailbox (\\d+) PIN (\\d+)");

    @TempDir private static Path folder;
    private static AsteriskLab lab;
    private static int port;
    private static final List<String> SECRETS = new ArrayList<>();
    private static int starts;
    private static Serving serving;
    private static boolean ownDisk;

    /// The server's process.
    private static final class Serving {
        final Process process;
        final Path log = folder.resolve("server" + ++starts + ".log");
        final Path words = folder.resolve("server" + starts + ".out");

        Serving() throws IOException {
            process =
                    new ProcessBuilder(
                                    "./ova",
                                    "serve",
                                    "--demo",
                                    "--data",
                                    data().toString(),
                                    "--fastagi",
                                    "127.0.0.1:" + port,
                                    "--http",
                                    "none")
                            .redirectOutput(words.toFile())
                            .redirectError(log.toFile())
                            .start();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> !process.isAlive() || out().endsWith("ready\n"));
            assertThat(process.isAlive()).as("the server runs").isTrue();
            SECRETS.add(pin("51234"));
            SECRETS.add(pin("51235"));
        }

        String out() throws IOException {
            return Files.readString(words);
        }

        String pin(String extension) throws IOException {
            var line = DEMO.matcher(out());
            while (line.find()) if (line.group(1).equals(extension)) return line.group(2);
            throw new IllegalStateException("no PIN of " + extension);
        }

        void kill() {
            // ./ova has become the server's own process: what is killed is the server
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static Path data() {
        return folder.resolve("disk").resolve("data");
    }

    /// A disk so small that it can be filled.
    private static boolean mountDisk() throws IOException, InterruptedException {
        var disk = Files.createDirectory(folder.resolve("disk")).toString();
        var mount = new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=24m", "ova-test", disk);
        return mount.inheritIO().start().waitFor() == 0;
    }

    private static Database database() {
        return new Database(data().resolve("ova.db"));
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        ownDisk = "root".equals(System.getProperty("user.name")) && mountDisk();
        Files.createDirectories(folder.resolve("disk"));
        port = Ports.free();
        lab = AsteriskLab.start(port);
        serving = new Serving();
    }

    @AfterAll
    static void end() throws IOException, InterruptedException {
        try (var _ = lab) {
            serving.process.destroy();
            if (!serving.process.waitFor(40, TimeUnit.SECONDS)) serving.kill();
        } finally {
            if (ownDisk)
                new ProcessBuilder("umount", folder.resolve("disk").toString()).start().waitFor();
        }
    }

    @BeforeEach
    void serverRuns() throws IOException {
        if (!serving.process.isAlive()) serving = new Serving();
    }

    @AfterEach
    void noPinWasWritten() throws IOException {
        var texts = new ArrayList<String>();
        texts.add(String.join("\n", lab.log()));
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (file.getFileName().toString().matches("server\\d+\\.out|.*\\.eml")) continue;
                try {
                    texts.add(Files.readString(file, ISO_8859_1));
                } catch (NoSuchFileException _) {
                    // a draft that has got its name meanwhile
                }
            }
        }
        for (var pin : SECRETS)
            for (var text : texts)
                assertThat(holds(text, pin)).as("a PIN is written down").isFalse();
    }

    /// Digits between others, or in a GUID, are not the PIN.
    private static boolean holds(String text, String pin) {
        return Pattern.compile("(?<![0-9a-f-])" + pin + "(?![0-9a-f-])").matcher(text).find();
    }

    /// From the own phone, signed in.
    private static Call calls(String script, Runnable... acts) throws IOException {
        return lab.call(
                caller("51234").trusted(), Script.of(keying(serving.pin("51234")) + script, acts));
    }

    private static void assertShut(Call call) {
        assertThat(call.result()).isEqualTo("UNAVAILABLE");
        assertThat(call.mailbox()).isEmpty();
        assertThat(call.session()).isFalse();
        assertThat(call.voicemail()).isEmpty();
    }

    private static void assertSaidOnce(Call call) {
        assertThat(call.prompts()).filteredOn(UNAVAILABLE::equals).hasSize(1);
        assertThat(call.prompts()).endsWith(UNAVAILABLE);
    }

    @Test
    void demoMailboxesOpenWithThePinsPrinted() throws IOException {
        var own = keying(serving.pin("51234")) + "<main-menu>1";
        var other = "<enter-extension>51235" + keying(serving.pin("51235")) + "<main-menu>*";
        var calls =
                Site.together(
                        Stream.of(
                                () -> lab.call(phone("51234"), own),
                                () -> lab.call(Origin.outside("0611"), other)));
        assertThat(calls).extracting(Call::result).containsOnly("SUCCESS");
        assertThat(calls)
                .extracting(Call::mailbox)
                .containsExactly("51234@default", "51235@default");
        assertThat(calls.getFirst().voicemail()).containsExactly("51234@default,s");
        assertThat(calls.getLast().prompts()).endsWith("greeting", "main-menu", "goodbye");
        assertThat(Files.readString(serving.log, UTF_8))
                .contains("outcome=SUCCESS next=voicemail", "outcome=SUCCESS next=hangup");
    }

    @Test
    void serverKilledInMidCallLeavesTheCallerOutside() throws IOException {
        var script = Script.of("<enter-pin>@", serving::kill);
        var call = lab.call(caller("51234").trusted(), script);
        assertShut(call);
        assertSaidOnce(call);

        var down = lab.call(caller("51234").trusted(), "");
        assertShut(down);
        assertThat(down.prompts()).containsExactly(UNAVAILABLE);

        serving = new Serving();
        assertThat(calls("<main-menu>*").result()).isEqualTo("SUCCESS");
    }

    @Test
    void serverKilledDuringVoiceMailDoesNotLetTheCallerInAgain() throws IOException {
        var call = calls("<main-menu>1<vm-youhave>@#", serving::kill);
        assertThat(call.result()).isEqualTo("UNAVAILABLE");
        assertThat(call.mailbox()).isEmpty();
        assertThat(call.session()).isFalse();
        assertThat(call.voicemail()).hasSize(1);
        assertThat(call.requests()).isEqualTo(2);
        assertSaidOnce(call);
    }

    @Test
    void serverToldToStopLetsTheCallEnd() throws Exception {
        var call = calls("<main-menu>@~2*", serving.process::destroy);
        assertThat(call.result()).isEqualTo("SUCCESS");
        assertThat(call.prompts()).endsWith("goodbye");
        assertThat(serving.process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    /// One caller is about to enter the PIN, another to open voice mail.
    @Test
    void databaseGoneInMidCallIsSaidOnce() throws Exception {
        var held = new AtomicReference<Connection>();
        var bothAreThere = new CyclicBarrier(2, () -> held.set(database().held()));
        var entering = serving.pin("51235");
        try {
            var calls =
                    Site.together(
                            Stream.of(
                                    () -> calls("<main-menu>@1", () -> meet(bothAreThere)),
                                    () ->
                                            lab.call(
                                                    caller("51235").trusted(),
                                                    Script.of(
                                                            "<enter-pin>@" + entering + "#",
                                                            () -> meet(bothAreThere)))));
            assertThat(calls)
                    .allSatisfy(FaultsThroughAsteriskIT::assertShut)
                    .allSatisfy(FaultsThroughAsteriskIT::assertSaidOnce)
                    .allSatisfy(call -> assertThat(call.next()).isEqualTo("hangup"));
        } finally {
            if (held.get() != null) held.get().close();
        }
        assertThat(calls("<main-menu>*").result()).isEqualTo("SUCCESS");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(40, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the other caller did not come so far", e);
        }
    }

    /// The data folder is on a disk of its own, which only root can make: elsewhere this is not
    /// tried. One caller is about to enter the PIN, another is in already.
    @Test
    void fullDiskLetsNobodyInAndIsOverWhenThereIsRoom() throws Exception {
        assumeTrue(ownDisk, "only root can mount a small disk");
        var filler = folder.resolve("disk").resolve("filler");
        var bothAreThere = new CyclicBarrier(2, () -> fill(filler));
        var entering = serving.pin("51235");
        try {
            var calls =
                    Site.together(
                            Stream.of(
                                    () -> calls("<main-menu>@1", () -> meet(bothAreThere)),
                                    () ->
                                            lab.call(
                                                    caller("51235").trusted(),
                                                    Script.of(
                                                            "<enter-pin>@" + entering + "#",
                                                            () -> meet(bothAreThere)))));
            assertThat(calls)
                    .allSatisfy(FaultsThroughAsteriskIT::assertShut)
                    .allSatisfy(FaultsThroughAsteriskIT::assertSaidOnce);
            assertThat(Files.readString(serving.log)).contains("SQLITE_FULL");
        } finally {
            Files.deleteIfExists(filler);
        }
        assertThat(calls("<main-menu>*").result()).isEqualTo("SUCCESS");
    }

    /// Takes every block that is left.
    private static void fill(Path filler) {
        try (var out = Files.newOutputStream(filler)) {
            for (var block = new byte[4096]; ; ) out.write(block);
        } catch (IOException _) {
            // it is full
        }
    }

    @Test
    void keyFileThatVanishesStopsNobodyAndIsToldOnce() throws Exception {
        var key = data().resolve("key");
        var away = folder.resolve("away");
        Files.move(key, away);
        try {
            assertThat(calls("<main-menu>*").result()).isEqualTo("SUCCESS");
            Awaitility.await()
                    .until(
                            () ->
                                    Files.readString(serving.log)
                                            .contains("' is missing; this server"));
        } finally {
            Files.move(away, key);
        }
        Awaitility.await()
                .until(() -> Files.readString(serving.log).contains("key' was read again"));
        assertThat(Files.readString(serving.log).split("is missing; this server", -1)).hasSize(2);
    }

    @Test
    void databaseGoneForReadingTooIsSaidOnce() throws Exception {
        try {
            database().change("alter table dial_plan rename to gone");
            var call = lab.call(caller("51235").trusted(), "");
            assertShut(call);
            assertThat(call.prompts()).containsExactly(UNAVAILABLE);
        } finally {
            database().change("alter table gone rename to dial_plan");
        }
    }
}
