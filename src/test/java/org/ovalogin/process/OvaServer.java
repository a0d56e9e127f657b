package org.ovalogin.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A running `./ova serve`.
final class OvaServer implements AutoCloseable {
    private static final Pattern LISTENING =
            Pattern.compile("listening for Asterisk on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern ADMINISTRATION =
            Pattern.compile("(?m)^administration on (http://127\\.0\\.0\\.1:\\d+/)$");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path out;
    private final Path err;

    OvaServer(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    OvaServer awaitReady() {
        try {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.isAlive() || out().lines().anyMatch("ready"::equals));
        } finally {
            if (!out().contains("ready")) process.destroyForcibly();
        }
        assertThat(process.isAlive()).as("%s%n%s", out(), log()).isTrue();
        assertThat(log()).doesNotContain("ova: building");
        return this;
    }

    int port() {
        var matcher = LISTENING.matcher(out());
        assertThat(matcher.find()).as(out()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /// The address for administrators.
    URI administration() {
        var matcher = ADMINISTRATION.matcher(out());
        assertThat(matcher.find()).as(out()).isTrue();
        return URI.create(matcher.group(1));
    }

    String out() {
        return read(out);
    }

    /// All it has written to standard error.
    String log() {
        return read(err);
    }

    List<String> lines() {
        return log().lines().toList();
    }

    /// The id of the started process, the launcher's.
    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /// Sends SIGTERM and returns at once.
    void terminate() {
        process.destroy();
    }

    /// Sends SIGKILL and waits for the end.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Waits for the end; returns the exit status.
    int awaitEnd() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        terminate();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
