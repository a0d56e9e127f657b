package org.ovalogin.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The console of the Asterisk on this host, one process for each command. Asks no more once a
/// command was not answered.
public final class AsteriskConsole implements Console {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// Asterisk colours its answers on some terminals.
    private static final Pattern COLOURS = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]");

    private final List<String> command;
    private volatile boolean silent;

    /// @param command controls Asterisk, such as `asterisk`
    public AsteriskConsole(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public Optional<String> ask(String asked) {
        if (silent) return Optional.empty();
        try {
            var words = Stream.concat(command.stream(), Stream.of("-rx", asked)).toList();
            var process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectInput(Path.of("/dev/null").toFile())
                            .start();
            var watch = Thread.ofVirtual().start(() -> endAfter(process));
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            watch.interrupt();
            return understood(COLOURS.matcher(said).replaceAll(""));
        } catch (IOException e) {
            silent = true;
            return Optional.empty();
        }
    }

    private Optional<String> understood(String said) {
        if (said.contains("Unable to connect to remote asterisk")) silent = true;
        return silent || said.startsWith("No such command") || said.startsWith("You don't have")
                ? Optional.empty()
                : Optional.of(said);
    }

    private void endAfter(Process process) {
        try {
            if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) return;
            silent = true;
            process.destroyForcibly();
        } catch (InterruptedException _) {
            // it has answered
        }
    }
}
