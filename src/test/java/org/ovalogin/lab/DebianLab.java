package org.ovalogin.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A bare Debian with systemd, without Java and without a network. Forgets everything at its end.
public final class DebianLab implements AutoCloseable {
    private static final String SCRIPT = Path.of("src/test/lab/debian").toString();
    private static final Duration BOOT = Duration.ofMinutes(1);
    private static final Duration COMMAND = Duration.ofMinutes(3);

    private final Path place;
    private final Process system;

    private DebianLab(Path place, Process system) {
        this.place = place;
        this.system = system;
    }

    /// Makes the tree if it is missing, and boots.
    ///
    /// @param release such as 13
    /// @param place a folder that the Debian sees as `/mnt/host`
    public static DebianLab boot(int release, Path place) {
        return boot(release, place, "own");
    }

    /// As [#boot], in the host's network, for calls from there.
    public static DebianLab bootBesideTheHost(int release, Path place) {
        return boot(release, place, "host");
    }

    private static DebianLab boot(int release, Path place, String network) {
        try {
            var prepared =
                    new ProcessBuilder(SCRIPT, "prepare", String.valueOf(release))
                            .inheritIO()
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (prepared.waitFor() != 0) throw new IllegalStateException("no Debian " + release);
            var system =
                    new ProcessBuilder(SCRIPT, "run", String.valueOf(release), place.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(place.resolve("console").toFile());
            system.environment().put("LAB_NETWORK", network);
            var lab = new DebianLab(place, system.start());
            lab.awaitBoot();
            return lab;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void awaitBoot() throws IOException, InterruptedException {
        var end = System.nanoTime() + BOOT.toNanos();
        while (!Files.exists(place.resolve("init"))) {
            if (system.waitFor(100, TimeUnit.MILLISECONDS) || System.nanoTime() > end) {
                close();
                throw new IllegalStateException(
                        "no boot: " + Files.readString(place.resolve("console")));
            }
        }
    }

    /// A command's end.
    ///
    /// @param out standard output and standard error
    public record Ended(int status, String out) {
        /// Its output.
        public String succeeded() {
            if (status != 0) throw new AssertionError("ended with %d: %s".formatted(status, out));
            return out;
        }
    }

    /// Runs a command as root.
    public Ended run(String... command) {
        try {
            var process =
                    new ProcessBuilder(
                                    Stream.concat(
                                                    Stream.of(SCRIPT, "in", place.toString()),
                                                    Arrays.stream(command))
                                            .toList())
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .start();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS))
                throw new AssertionError("still running: " + String.join(" ", command));
            return new Ended(process.exitValue(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Runs lines of a shell as root.
    public Ended shell(String script) {
        return run("sh", "-ec", script);
    }

    @Override
    public void close() {
        system.destroy();
        try {
            system.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
