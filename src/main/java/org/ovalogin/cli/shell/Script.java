package org.ovalogin.cli.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Parser;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.ShellException;

/// Runs scripts in a session. For one thread.
public final class Script {
    private final ShellSession session;

    public Script(ShellSession session) {
        this.session = session;
    }

    /// Runs all pipelines of a text, up to the first error that `-ErrorAction` does not let pass. A
    /// text with a mistake anywhere does nothing.
    ///
    /// @return the exit code; errors are told already
    public int run(Supplier<String> text) {
        return run(() -> Parser.pipelines(text.get()), true);
    }

    /// The same for a text at hand.
    public int run(String text) {
        return run(() -> Parser.pipelines(text), text.indexOf('\n') >= 0);
    }

    /// @param several whether errors have to name their line
    public int run(Supplier<List<List<CmdletCall>>> pipelines, boolean several) {
        session.begin();
        var line = 0;
        var ended = ExitCodes.DONE;
        try {
            var prepared = new ArrayList<Pipeline>();
            for (var calls : pipelines.get()) {
                line = calls.getFirst().line();
                prepared.add(Pipeline.of(calls));
            }
            for (var pipeline : prepared) {
                line = pipeline.line();
                session.beginLine();
                pipeline.run(session);
                if (session.exitCode() == ExitCodes.DONE) continue;
                ended = session.exitCode();
                if (session.goingOn()) continue;
                if (several) session.tell(ShellException.failed("stopped here", "").inLine(line));
                return ended;
            }
            return ended;
        } catch (ShellException e) {
            session.tell(several ? e.inLine(line) : e);
            return e.kind().exitCode();
        } finally {
            session.flush();
        }
    }
}
