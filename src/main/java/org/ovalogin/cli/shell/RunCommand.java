package org.ovalogin.cli.shell;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.ovalogin.cli.client.ServerOptions;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.CmdletCall.Argument;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.terminal.Asking;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.core.input.TypedText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./ova run`: one line of the shell, or a script.
@Command(
        name = "run",
        description = {
            "Runs a line of the management shell, such as",
            "  ./ova run 'Get-UMMailbox | Where-Object LockedOut -eq $true'",
            "  ./ova run Set-UMMailboxPIN tonysmith@contoso.com -LockedOut false",
            "  ./ova run Get-Help Set-UMMailboxPIN",
            "The server is that of OVA_URL and OVA_TOKEN, else that of ./ova login."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit code:%n",
        exitCodeList = {
            "0:done",
            "1:refused, or an error of one of several objects",
            "2:wrong usage, found before anything is done wherever it can be",
            "3:there is no such object",
            "4:not signed in, or not allowed",
            "5:no answer from the server"
        })
public final class RunCommand implements Callable<Integer> {
    private final InputStream standardInput;

    @Spec CommandSpec spec;
    @Mixin ServerOptions server = new ServerOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "LINE",
            description =
                    "A whole line in one argument, or cmdlet and parameters as arguments of their own; - reads a script"
                            + " from standard input, and stops at its first error.")
    List<String> words = List.of();

    public RunCommand() {
        this(System.in);
    }

    RunCommand(InputStream standardInput) {
        this.standardInput = standardInput;
    }

    @Override
    public Integer call() {
        var script = words.equals(List.of("-"));
        try (var person = new TerminalInput(standardInput)) {
            var session =
                    new ShellSession(
                            server::connect,
                            script ? new Asking.Nobody() : person,
                            spec.commandLine().getOut(),
                            spec.commandLine().getErr());
            if (script) return new Script(session).run(this::script);
            return new Script(session)
                    .run(
                            () -> {
                                var pipelines =
                                        words.size() == 1
                                                ? Parser.pipelines(words.getFirst())
                                                : Words.pipelines(words);
                                warnOfPins(pipelines, session);
                                return pipelines;
                            },
                            false);
        }
    }

    private String script() {
        try {
            return TypedText.of(standardInput.readAllBytes()) + "\n";
        } catch (TypedText.Unreadable e) {
            throw ShellException.usage("the script " + e.fault(), e.hint("SCRIPT"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("reading the script from standard input", e);
        }
    }

    /// Warns even if the line is refused: the PIN has been seen by then.
    private static void warnOfPins(List<List<CmdletCall>> pipelines, ShellSession session) {
        var given = pipelines.stream().flatMap(List::stream).anyMatch(RunCommand::givesPin);
        if (given)
            session.warn(
                    "a PIN in the arguments of a command is seen in process lists and kept in the history of the shell; -Pin without a value asks for it or reads standard input");
    }

    private static boolean givesPin(CmdletCall call) {
        return givesPin(call.arguments())
                || call.scripts().flatMap(List::stream).anyMatch(RunCommand::givesPin);
    }

    private static boolean givesPin(List<Argument> arguments) {
        for (var i = 0; i + 1 < arguments.size(); i++)
            if (arguments.get(i) instanceof Argument.Named(var name, _)
                    && name.regionMatches(true, 0, "pin", 0, 2)
                    && name.length() <= 3
                    && arguments.get(i + 1) instanceof Argument.Given(var value)
                    && !value.open()) return true;
        return false;
    }
}
