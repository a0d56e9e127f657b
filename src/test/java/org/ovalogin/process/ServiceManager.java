package org.ovalogin.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/// A small service manager beside the tests: `service-manager.pl`, and its record of messages.
record ServiceManager(OvaServer server, Path record) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCRIPT = Path.of("src/test/resources/service-manager.pl");

    /// @param at messages come, in microseconds or hours; `started` and `ended` as well
    record Message(double at, String text) {}

    /// Starts a server under it.
    ///
    /// @param listen where it listens for the server; `none`: the server listens itself
    /// @param notify the socket for messages
    /// @param watchdog microseconds; 0: none
    static ServiceManager start(
            Ova serve, String listen, String notify, Path record, int watchdog) {
        var server =
                serve.under(
                                "perl",
                                SCRIPT.toAbsolutePath().toString(),
                                listen,
                                notify,
                                record.toString(),
                                String.valueOf(watchdog))
                        .begin();
        return new ServiceManager(server, record);
    }

    List<Message> messages() {
        return lines().stream()
                .filter(line -> line.contains(" "))
                .map(line -> line.split(" ", 2))
                .map(parts -> new Message(Double.parseDouble(parts[0]), parts[1]))
                .toList();
    }

    private List<String> lines() {
        try {
            return Files.exists(record) ? Files.readAllLines(record) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The messages with this text.
    List<Message> told(String text) {
        return messages().stream()
                .filter(m -> m.text().startsWith("told ") && m.text().contains(text))
                .toList();
    }

    void await(String text, int times) {
        Awaitility.await().atMost(PATIENCE).until(() -> told(text).size() >= times);
    }

    /// The process of the latest server.
    long pid() {
        return messages().stream()
                .map(Message::text)
                .filter(text -> text.startsWith("started "))
                .map(text -> Long.parseLong(text.substring("started ".length())))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start();
            if (kill.waitFor() != 0) throw new AssertionError("kill -" + name + " failed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
