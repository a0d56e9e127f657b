package org.ovalogin.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jline.terminal.impl.DumbTerminal;
import org.ovalogin.cli.terminal.Prompt;

/// Somebody at the terminal who answers in this order, and then ends the input.
public final class Typist {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final DumbTerminal terminal;

    public Typist(String... answers) {
        var keys = Stream.of(answers).map(a -> a + "\r").collect(Collectors.joining());
        try {
            terminal =
                    new DumbTerminal(
                            "typist",
                            "ansi",
                            new ByteArrayInputStream(keys.getBytes(UTF_8)),
                            shown,
                            UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Prompt input() {
        return new Prompt(terminal);
    }

    /// The lines on the screen: prompts alone, where nothing is shown that is typed.
    public List<String> prompts() {
        return shown.toString(UTF_8).lines().toList();
    }
}
