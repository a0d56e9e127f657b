package org.ovalogin.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.TerminalBuilder.SystemOutput;
import org.jspecify.annotations.Nullable;

/// A person at the terminal, or where there is none, standard input: found out when the first
/// question comes.
public final class Person implements Asking, AutoCloseable {
    /// Shows nothing at all, not even how long it is.
    private static final char UNSEEN = '\0';

    private final InputStream in;

    /// Whether that is the standard input of the process.
    private final boolean process;

    private @Nullable Terminal terminal;
    private @Nullable LineReader reader;
    private boolean looked;

    public Person(InputStream in) {
        this.in = in;
        this.process = in.equals(System.in);
    }

    /// At a terminal that is open already, and is closed by others.
    public Person(Terminal terminal) {
        this.in = InputStream.nullInputStream();
        this.process = false;
        this.looked = true;
        this.reader = LineReaderBuilder.builder().terminal(terminal).build();
    }

    @Override
    public boolean terminal() {
        return reader() != null;
    }

    @Override
    public String secret(String prompt) {
        var at = reader();
        if (at != null) return ask(at, prompt, UNSEEN);
        if (typed())
            throw ShellException.usage(
                    "what is typed here would be seen",
                    "leave the error output on the terminal, or give the PIN by standard input");
        return new StandardInput(in).secret(prompt);
    }

    @Override
    public String line(String prompt) {
        var at = reader();
        return at == null ? new StandardInput(in).line(prompt) : ask(at, prompt, null);
    }

    @Override
    public void close() {
        try {
            if (terminal != null) terminal.close();
        } catch (IOException _) {
            // the process ends, and its terminal with it
            terminal = null;
        }
    }

    private static String ask(LineReader at, String prompt, @Nullable Character mask) {
        try {
            return at.readLine(prompt, mask);
        } catch (UserInterruptException | EndOfFileException _) {
            throw ShellException.failed("nothing was answered", "nothing was done");
        }
    }

    private @Nullable LineReader reader() {
        if (looked) return reader;
        looked = true;
        try {
            terminal = open();
            reader =
                    LineReaderBuilder.builder()
                            .terminal(terminal)
                            .variable(LineReader.DISABLE_HISTORY, true)
                            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                            .build();
        } catch (IOException | IllegalStateException _) {
            reader = null;
        }
        return reader;
    }

    /// Questions go to the error output, since the output may go to a file.
    ///
    /// @throws IllegalStateException when this is no terminal
    public static Terminal open() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .systemOutput(SystemOutput.SysErrOrSysOut)
                .dumb(false)
                .graphemeCluster(false)
                .build();
    }

    /// Whether standard input is a keyboard, though neither output is a terminal: it would echo.
    private boolean typed() {
        if (!process) return false;
        try {
            var test =
                    new ProcessBuilder("test", "-t", "0")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .start();
            return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
