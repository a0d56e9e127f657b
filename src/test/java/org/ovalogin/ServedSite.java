package org.ovalogin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.Owner.keying;
import static org.ovalogin.lab.LegOrigin.caller;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.ovalogin.lab.AsteriskCall;
import org.ovalogin.lab.AsteriskLab;
import org.ovalogin.lab.LabScript;

/// A real Asterisk, and `./ova serve --demo` as a process beside it, for one test: each of them may
/// be killed and started again.
final class ServedSite implements AutoCloseable {
    private static final Pattern DEMO = Pattern.compile("demo mailbox (\\d+) PIN (\\d+)");
    private static final String UNAVAILABLE = "service-unavailable";

    private final Path folder;
    private final Map<String, String> environment;
    private final int port = Ports.free();
    private final Set<String> secrets = new HashSet<>();
    private final List<String> formerAsterisks = new ArrayList<>();
    private int starts;
    private Served served;
    private AsteriskLab lab;

    private record Served(Process process, Path words, Path log) {}

    /// @param folder the data folder is `disk/data` in it
    /// @param environment the server's settings
    ServedSite(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
        var asterisk = CompletableFuture.supplyAsync(() -> AsteriskLab.start(port));
        try {
            served = serve();
        } finally {
            lab = asterisk.join();
        }
    }

    private Served serve() {
        starts++;
        var words = folder.resolve("server" + starts + ".out");
        var log = folder.resolve("server" + starts + ".log");
        try {
            Files.createDirectories(data().getParent());
            var process =
                    ova("serve", "--demo", "--data", data().toString())
                            .redirectOutput(words.toFile())
                            .redirectError(log.toFile())
                            .start();
            var now = new Served(process, words, log);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .until(() -> !process.isAlive() || Files.readString(words).endsWith("ready\n"));
            assertThat(process.isAlive()).as("the server runs: %s", text(log)).isTrue();
            DEMO.matcher(text(words)).results().forEach(line -> secrets.add(line.group(2)));
            return now;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `./ova` with the server's settings.
    ProcessBuilder ova(String... arguments) {
        var command = new ArrayList<>(List.of("./ova"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        // starts sooner, and lasts no longer than it takes to compile well
        builder.environment().put("OVA_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().put("OVA_FASTAGI_LISTEN", "127.0.0.1:" + port);
        builder.environment().put("OVA_HTTP_LISTEN", "none");
        builder.environment().putAll(environment);
        return builder;
    }

    Path data() {
        return folder.resolve("disk").resolve("data");
    }

    ServerDatabase database() {
        return new ServerDatabase(data().resolve("ova.db"));
    }

    AsteriskLab lab() {
        return lab;
    }

    Process server() {
        return served.process;
    }

    /// What the server that runs, or ran last, has logged.
    String log() {
        return text(served.log);
    }

    String pin(String extension) {
        return DEMO.matcher(text(served.words))
                .results()
                .filter(line -> line.group(1).equals(extension))
                .map(line -> line.group(2))
                .findFirst()
                .orElseThrow();
    }

    /// Digits that a caller keys and that must be found nowhere.
    String secret(String digits) {
        secrets.add(digits);
        return digits;
    }

    void killServer() {
        // ./ova has become the server's own process: what is killed is the server
        served.process.destroyForcibly();
        served.process.onExit().join();
    }

    void startServerAgain() {
        served = serve();
    }

    void startAsteriskAgain() {
        formerAsterisks.addAll(lab.log());
        lab.close();
        lab = AsteriskLab.start(port);
    }

    /// A call from the own phone of 51234, signed in.
    AsteriskCall calls(String script, Runnable... acts) {
        return calls("51234", keying(pin("51234")) + script, acts);
    }

    /// A call from the own phone.
    AsteriskCall calls(String extension, String script, Runnable... acts) {
        return lab.call(caller(extension).trusted(), LabScript.of(script, acts));
    }

    static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException("the other caller did not come so far", e);
        }
    }

    static void assertShut(AsteriskCall call) {
        assertThat(call.result()).isEqualTo("UNAVAILABLE");
        assertThat(call.mailbox()).isEmpty();
        assertThat(call.session()).isFalse();
        assertThat(call.voicemail()).isEmpty();
    }

    /// The success was on the disk before the fault.
    static void assertGoesOn(AsteriskCall call) {
        assertThat(call.result()).isEqualTo("SUCCESS");
        assertThat(call.next()).isEqualTo("voicemail");
        assertThat(call.prompts()).doesNotContain(UNAVAILABLE);
    }

    static void assertSaidOnce(AsteriskCall call) {
        assertThat(call.prompts()).filteredOn(UNAVAILABLE::equals).hasSize(1);
        assertThat(call.prompts()).endsWith(UNAVAILABLE);
    }

    void assertNoPinWasWritten() {
        var texts = new ArrayList<>(formerAsterisks);
        texts.addAll(lab.log());
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                if (file.getFileName().toString().matches("server\\d+\\.out|.*\\.eml")) continue;
                try {
                    texts.add(Files.readString(file, ISO_8859_1));
                } catch (NoSuchFileException _) {
                    // a draft that has got its name meanwhile
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (var pin : secrets)
            for (var text : texts)
                assertThat(holds(text, pin)).as("a PIN is written down").isFalse();
    }

    /// Digits between others, or in a GUID, are not the PIN.
    private static boolean holds(String text, String pin) {
        return Pattern.compile("(?<![0-9a-f-])" + pin + "(?![0-9a-f-])").matcher(text).find();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var _ = lab) {
            served.process.destroy();
            if (!served.process.waitFor(40, TimeUnit.SECONDS)) killServer();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            killServer();
        }
    }
}
