package org.ovalogin.cli.terminal;

import java.io.PrintWriter;

/// Reports the failure of a command outside of the shell.
public record Told(PrintWriter err) {
    /// @return the exit code
    public int end(ShellException e) {
        err.println("ova: " + Quote.printable(e.said()));
        if (!e.hint().isEmpty()) err.println("hint: " + Quote.printable(e.hint()));
        err.flush();
        return e.kind().exitCode();
    }
}
