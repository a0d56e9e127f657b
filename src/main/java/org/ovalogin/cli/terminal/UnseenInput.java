package org.ovalogin.cli.terminal;

import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Secrets that somebody types unseen, or that a line of standard input has. Never those of
/// arguments, which every user of the host can see.
public final class UnseenInput {
    /// More than any password may have.
    private static final int LONGEST_LINE = 1024;

    private final Optional<Keyboard> keyboard;
    private final InputStream in;

    /// Where a person types.
    public interface Keyboard {
        /// What was typed, not shown; null at the end of the input.
        char @Nullable [] secret(String prompt);

        /// What was typed; null at the end of the input.
        @Nullable String line(String prompt);

        /// Whether it can keep what is typed from being shown.
        default boolean hides() {
            return true;
        }
    }

    /// @param keyboard empty: there is nobody, the line comes from `in`
    public UnseenInput(Optional<Keyboard> keyboard, InputStream in) {
        this.keyboard = keyboard;
        this.in = in;
    }

    /// Of this process.
    @SuppressWarnings("SystemConsoleNull") // it does where input or output is no terminal
    public static UnseenInput here() {
        var console = System.console();
        if (console != null && console.isTerminal())
            return new UnseenInput(Optional.of(new AtConsole(console)), System.in);
        return new UnseenInput(
                inputIsTerminal() ? Optional.of(new Echoing()) : Optional.empty(), System.in);
    }

    private static boolean inputIsTerminal() {
        try {
            var input = Files.readSymbolicLink(Path.of("/proc/self/fd/0"));
            return input.startsWith("/dev/pts") || input.toString().startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException _) {
            return false; // not Linux
        }
    }

    private record AtConsole(Console console) implements Keyboard {
        @Override
        public char @Nullable [] secret(String prompt) {
            return console.readPassword("%s", prompt);
        }

        @Override
        public @Nullable String line(String prompt) {
            return console.readLine("%s", prompt);
        }
    }

    /// Somebody is there, but the output goes elsewhere: Java can't keep the terminal from showing
    /// what is typed.
    private record Echoing() implements Keyboard {
        @Override
        public char @Nullable [] secret(String prompt) {
            throw new UsageException(
                    "what is typed would be shown while the output is redirected; leave it at the terminal, or give a line of standard input");
        }

        @Override
        public @Nullable String line(String prompt) {
            throw new UsageException("nobody can be asked while the output is redirected");
        }

        @Override
        public boolean hides() {
            return false;
        }
    }

    /// Whether a line is there that nobody has asked for, where nobody types.
    public boolean waits() {
        try {
            return keyboard.isEmpty() && in.available() > 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// A new secret: typed twice, or one line of standard input.
    ///
    /// @param what as in `password of tony`
    /// @throws UsageException where there is none, or the two differ
    public char[] choose(String what) {
        if (keyboard.isEmpty()) return line(what);
        var first = typed("New " + what + ": ", what);
        var second = typed("Once more: ", what);
        try {
            if (Arrays.equals(first, second)) return first;
            Arrays.fill(first, ' ');
            throw new UsageException("the two entries differ; nothing was done");
        } finally {
            Arrays.fill(second, ' ');
        }
    }

    /// A secret that there is already: typed once, or one line of standard input.
    ///
    /// @throws UsageException where there is none
    char[] ask(String what) {
        return keyboard.isEmpty() ? line(what) : typed(prompt(what) + ": ", what);
    }

    private static String prompt(String what) {
        return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    }

    /// A secret that may not be needed: typed once, never a line of standard input. Empty where
    /// nothing is typed, or nobody can be asked.
    public Optional<char[]> offered(String what) {
        return keyboard.filter(Keyboard::hides)
                .flatMap(k -> Optional.ofNullable(k.secret(prompt(what) + ", if there is one: ")))
                .filter(typed -> typed.length > 0);
    }

    /// Whether somebody is there to ask.
    public boolean somebody() {
        return keyboard.isPresent();
    }

    /// Asks a person for a yes.
    ///
    /// @throws UsageException where there is nobody to ask
    public boolean agreed(String question) {
        var person =
                keyboard.orElseThrow(
                        () -> new UsageException("nobody is there to ask; --yes does it unasked"));
        var answer = person.line(question + " [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y(es)?");
    }

    private char[] typed(String prompt, String what) {
        var typed = keyboard.orElseThrow().secret(prompt);
        if (typed == null || typed.length == 0) throw none(what);
        return typed;
    }

    private char[] line(String what) {
        var bytes = new byte[LONGEST_LINE];
        try {
            var length = readLine(bytes, what);
            if (length == 0) throw none(what);
            var chars =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
            return taken(chars);
        } catch (CharacterCodingException e) {
            throw new UsageException("the %s on standard input is not UTF-8".formatted(what));
        } catch (IOException e) {
            throw new UncheckedIOException("standard input can't be read", e);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Byte by byte: what follows the line is somebody else's.
    private int readLine(byte[] bytes, String what) throws IOException {
        var length = 0;
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (length == bytes.length)
                throw new UsageException(
                        "the %s on standard input is longer than %d bytes"
                                .formatted(what, LONGEST_LINE));
            bytes[length++] = (byte) next;
        }
        return length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    }

    private static char[] taken(CharBuffer chars) {
        var taken = new char[chars.remaining()];
        chars.get(taken);
        Arrays.fill(chars.array(), ' ');
        return taken;
    }

    private static UsageException none(String what) {
        return new UsageException(
                "no %s: type it at the terminal, or give it as a line of standard input"
                        .formatted(what));
    }
}
