package org.ovalogin.cli.shell;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.ovalogin.cli.client.Profile;
import org.ovalogin.cli.client.ServerOptions;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.Prompt;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.Told;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `./ova shell`: lines until `exit`.
@Command(
        name = "shell",
        description = {
            "The management shell: Exchange's cmdlets for mailboxes, PINs, policies and dial plans.",
            "Get-Help lists them; Tab completes; lines with a PIN are not kept in the history."
        },
        mixinStandardHelpOptions = true)
public final class ShellCommand implements Callable<Integer> {
    @Spec CommandSpec spec;
    @Mixin ServerOptions server = new ServerOptions();

    @Override
    public Integer call() {
        try (var terminal = Prompt.open()) {
            var rest = server.connect();
            var history = new LineHistory();
            var reader = reader(terminal, history);
            var out = terminal.writer();
            out.println(
                    "ova-login at %s. Get-Help lists what there is, exit leaves."
                            .formatted(rest.connection().url()));
            var session = new ShellSession(() -> rest, new Prompt(terminal), out, out);
            loop(reader, terminal, session, out);
            history.save();
            return ExitCodes.DONE;
        } catch (ShellException e) {
            return new Told(spec.commandLine().getErr()).end(e);
        } catch (IOException | IllegalStateException _) {
            return new Told(spec.commandLine().getErr())
                    .end(
                            ShellException.usage(
                                    "the shell needs a terminal",
                                    "./ova run LINE runs a line, ./ova run - a script"));
        }
    }

    private static LineReader reader(Terminal terminal, LineHistory history) {
        var parser = new DefaultParser();
        parser.setEscapeChars(null);
        parser.setEofOnUnclosedQuote(false);
        var builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(parser)
                        .completer(new Completion())
                        .history(history)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                        .option(LineReader.Option.CASE_INSENSITIVE, true);
        Profile.in(System.getenv())
                .history()
                .ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        return builder.build();
    }

    private static void loop(
            LineReader reader, Terminal terminal, ShellSession session, PrintWriter out) {
        while (true) {
            try {
                var line = reader.readLine("[ova]> ").strip();
                switch (line.toLowerCase(Locale.ROOT)) {
                    case "exit", "quit" -> {
                        return;
                    }
                    case "cls", "clear" ->
                            terminal.puts(org.jline.utils.InfoCmp.Capability.clear_screen);
                    default -> interruptibly(terminal, () -> new Script(session).run(line));
                }
            } catch (UserInterruptException _) {
                out.println();
            } catch (EndOfFileException _) {
                return;
            }
        }
    }

    /// Ctrl-C ends the running line, not the shell.
    private static void interruptibly(Terminal terminal, Runnable line) {
        var self = Thread.currentThread();
        var before = terminal.handle(Signal.INT, _ -> self.interrupt());
        try {
            line.run();
        } finally {
            terminal.handle(Signal.INT, before);
            // the next line begins without an interrupt
            var _ = Thread.interrupted();
        }
    }
}
