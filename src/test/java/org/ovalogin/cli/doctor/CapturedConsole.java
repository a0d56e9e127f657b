package org.ovalogin.cli.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Answers that a real Asterisk 22 gave once, in `src/test/resources`.
final class CapturedConsole implements Console {
    private static final Path FOLDER = Path.of("src/test/resources/org/ovalogin/cli/doctor");
    private static final String MARK = "%%% ";

    private final Map<String, String> answers = new HashMap<>();

    /// @param name `shipped` (asterisk-config as it is) or `planted` (with every mistake)
    CapturedConsole(String name) {
        try {
            for (var part :
                    Files.readString(FOLDER.resolve(name + ".txt")).split("(?m)^" + MARK, -1)) {
                var lines = part.split("\n", 2);
                if (lines.length == 2) answers.put(lines[0].strip(), lines[1]);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CapturedConsole with(String command, String answer) {
        answers.put(command, answer);
        return this;
    }

    /// The answer with one thing in it changed, which must be there.
    CapturedConsole changed(String command, String from, String to) {
        var answer = answers.get(command);
        if (answer == null || !answer.contains(from))
            throw new IllegalArgumentException(command + " has no " + from);
        return with(command, answer.replace(from, to));
    }

    @Override
    public Optional<String> ask(String command) {
        return Optional.ofNullable(answers.get(command))
                .filter(said -> !said.startsWith("No such command"));
    }
}
