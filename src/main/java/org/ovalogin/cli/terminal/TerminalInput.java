package org.ovalogin.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import org.jspecify.annotations.Nullable;

/// Questions with typed answers: a person's at the terminal, else lines of standard input. A line
/// is read when it is needed; the lines after it are left to others. The terminal does not show a
/// secret, and whoever takes a secret wipes it. Secrets never come from arguments, which every user
/// of the host can see. For one thread.
public final class TerminalInput implements Asking, AutoCloseable {
    /// More bytes than any password has.
    private static final int LONGEST_LINE = 1024;

    /// JLine's module without helper processes.
    private static final String PROVIDER = "ffm";

    private final InputStream in;

    /// Names the origin of lines in messages.
    private final String origin;

    /// Whether a terminal may still be found.
    private boolean unknown;

    private @Nullable Terminal terminal;
    private boolean owned;

    /// Looks for the terminal at the first question, if `in` is the standard input of the process.
    public TerminalInput(InputStream in) {
        this(in, "on standard input");
    }

    private TerminalInput(InputStream in, String origin) {
        this.in = in;
        this.origin = origin;
        this.unknown = in.equals(System.in);
    }

    /// At a terminal that is open already and that others close.
    public TerminalInput(Terminal terminal) {
        this(InputStream.nullInputStream());
        this.terminal = terminal;
    }

    /// Prompts go to the error output: the output may go to a file.
    ///
    /// @throws IllegalStateException when this is no terminal
    public static Terminal open() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .systemOutput(SystemOutput.SysErrOrSysOut)
                .provider(PROVIDER)
                .dumb(false)
                .graphemeCluster(false)
                .build();
    }

    @Override
    public boolean terminal() {
        return found() != null;
    }

    @Override
    public char[] secret(String prompt) {
        var at = found();
        if (at == null) return unseen("answer").orElseThrow(TerminalInput::ended);
        return typed(at, prompt).orElseThrow(TerminalInput::unanswered);
    }

    @Override
    public String line(String prompt) {
        var at = found();
        if (at == null) return new String(piped("answer").orElseThrow(TerminalInput::ended));
        return shown(at, prompt).orElseThrow(TerminalInput::unanswered);
    }

    /// A new secret: typed twice, or one line of standard input.
    ///
    /// @param what as in `password of tony`
    /// @throws UsageException where there is none, or the two differ
    public char[] choose(String what) {
        var at = found();
        if (at == null) return needed(unseen(what), what);
        var first = needed(typed(at, "New " + what + ": "), what);
        var second = typed(at, "Once more: ").orElse(new char[0]);
        try {
            if (Arrays.equals(first, second)) return first;
            Arrays.fill(first, ' ');
            throw new UsageException("the two entries differ; nothing was done");
        } finally {
            Arrays.fill(second, ' ');
        }
    }

    /// An existing secret: typed once, or one line of standard input.
    ///
    /// @throws UsageException where there is none
    public char[] ask(String what) {
        var at = found();
        return needed(at == null ? unseen(what) : typed(at, capital(what) + ": "), what);
    }

    /// A secret that may not be needed: typed once, never a line of standard input. Empty where
    /// nothing is typed, or there is no terminal.
    public Optional<char[]> offered(String what) {
        return Optional.ofNullable(found())
                .flatMap(at -> typed(at, capital(what) + ", if there is one: "))
                .filter(typed -> typed.length > 0);
    }

    /// The first line of a file that its owner alone may read.
    ///
    /// @throws UsageException where others may read it, or it has no such line
    public static char[] inFile(Path file, String what) {
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            if (!mode.endsWith("------"))
                throw new UsageException(
                        "the passphrase file '%s' has mode %s; allowed: rw-------"
                                .formatted(file, mode));
            try (var in = Files.newInputStream(file)) {
                return new TerminalInput(in, "in the file '%s'".formatted(file)).choose(what);
            }
        } catch (IOException e) {
            throw new UsageException(
                    "the passphrase file '%s' can't be read: %s"
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    /// Whether standard input holds a line that nobody has asked for.
    public boolean waits() {
        try {
            return !somebody() && in.available() > 0;
        } catch (IOException _) {
            return false;
        }
    }

    /// Whether a person is at the keyboard, be it that nobody can be asked.
    public boolean somebody() {
        return terminal() || echoes();
    }

    /// Asks a person for a yes.
    ///
    /// @throws UsageException where nobody can be asked
    public boolean agreed(String question) {
        var at = found();
        if (at == null)
            throw new UsageException(
                    echoes()
                            ? "nobody can be asked while the output is redirected"
                            : "nobody is there to ask; --yes does it unasked");
        return shown(at, question + " [y/N] ")
                .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).matches("y(es)?"))
                .isPresent();
    }

    @Override
    public void close() {
        try {
            if (terminal != null && owned) terminal.close();
        } catch (IOException _) {
            // the process ends, and its terminal with it
            owned = false;
        }
    }

    private @Nullable Terminal found() {
        if (!unknown) return terminal;
        unknown = false;
        try {
            terminal = open();
            owned = true;
        } catch (IOException | IllegalStateException _) {
            terminal = null;
        }
        return terminal;
    }

    /// Whether standard input is a keyboard that would show a secret, for neither output is a
    /// terminal.
    private boolean echoes() {
        if (!in.equals(System.in) || terminal != null) return false;
        try {
            return TerminalProvider.load(PROVIDER).isSystemStream(SystemStream.Input);
        } catch (IOException | IllegalStateException _) {
            return false;
        }
    }

    /// One line, with the keys of a line editor. Empty at the end of the input.
    private static Optional<String> shown(Terminal at, String prompt) {
        try {
            return Optional.of(
                    LineReaderBuilder.builder()
                            .terminal(at)
                            .variable(LineReader.DISABLE_HISTORY, true)
                            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                            .build()
                            .readLine(prompt));
        } catch (UserInterruptException | EndOfFileException _) {
            return Optional.empty();
        }
    }

    /// One line that is not shown. Empty at the end of the input.
    private static Optional<char[]> typed(Terminal at, String prompt) {
        try (var line = new HiddenLine(at)) {
            return line.read(prompt);
        }
    }

    private Optional<char[]> unseen(String what) {
        if (echoes())
            throw new UsageException(
                    "what is typed would be shown while the output is redirected; leave it at the terminal, or give a line of standard input");
        return piped(what);
    }

    private Optional<char[]> piped(String what) {
        var bytes = new byte[LONGEST_LINE];
        try {
            var length = bytes(bytes, what);
            return length < 0 ? Optional.empty() : Optional.of(text(bytes, length));
        } catch (CharacterCodingException e) {
            throw new UsageException(
                    "the %s %s is not UTF-8".formatted(what, origin),
                    "iconv -f WINDOWS-1252 -t UTF-8 FILE converts it");
        } catch (IOException e) {
            throw ShellException.failed("standard input can't be read", "");
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// Byte by byte, so that the next line stays where it is.
    ///
    /// @return the length of the line, -1 at the end of the input
    private int bytes(byte[] bytes, String what) throws IOException {
        var length = 0;
        var next = in.read();
        if (next < 0) return -1;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (length == bytes.length)
                throw new UsageException(
                        "the %s %s is longer than %d bytes".formatted(what, origin, LONGEST_LINE));
            bytes[length++] = (byte) next;
        }
        return length > 0 && bytes[length - 1] == '\r' ? length - 1 : length;
    }

    /// Without the byte order mark that some programs put first. A NUL is of UTF-16.
    private static char[] text(byte[] bytes, int length) throws CharacterCodingException {
        var chars = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length));
        try {
            for (var i = 0; i < chars.limit(); i++)
                if (chars.get(i) == 0) throw new CharacterCodingException();
            var marked = chars.hasRemaining() && chars.get(0) == '\uFEFF';
            return Arrays.copyOfRange(chars.array(), marked ? 1 : 0, chars.limit());
        } finally {
            Arrays.fill(chars.array(), ' ');
        }
    }

    private static char[] needed(Optional<char[]> secret, String what) {
        return secret.filter(s -> s.length > 0)
                .orElseThrow(
                        () ->
                                new UsageException(
                                        "no %s: type it at the terminal, or give it as a line of standard input"
                                                .formatted(what)));
    }

    private static String capital(String what) {
        return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    }

    private static ShellException ended() {
        return ShellException.usage(
                "standard input ended before the line that was needed",
                "run it at a terminal to be asked, or give one line for each question");
    }

    private static ShellException unanswered() {
        return ShellException.failed("nothing was answered", "nothing was done");
    }
}
