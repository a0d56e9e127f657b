package org.ovalogin.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.ovalogin.core.input.TypedText;

/// Answers are lines of standard input, each taken when it is needed: what follows is left for the
/// next.
public record StandardInput(InputStream in) implements Asking {
    private static final int LONGEST = 4096;

    @Override
    public boolean terminal() {
        return false;
    }

    @Override
    public String secret(String prompt) {
        return line(prompt);
    }

    /// Without a guess: it may be a password.
    private static String text(byte[] line) {
        try {
            return TypedText.of(line);
        } catch (TypedText.Unreadable e) {
            throw ShellException.usage("the answer " + e.fault(), e.hint("FILE"));
        }
    }

    @Override
    public String line(String prompt) {
        var line = new ByteArrayOutputStream();
        try {
            var next = in.read();
            if (next < 0)
                throw ShellException.usage(
                        "standard input ended before the line that was needed",
                        "run it at a terminal to be asked, or give one line for each question");
            while (next >= 0 && next != '\n' && line.size() < LONGEST) {
                line.write(next);
                next = in.read();
            }
        } catch (IOException e) {
            throw ShellException.failed("standard input can't be read", "");
        }
        var text = text(line.toByteArray());
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
