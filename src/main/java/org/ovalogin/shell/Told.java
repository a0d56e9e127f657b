package org.ovalogin.shell;

import java.io.PrintWriter;

/// How a command outside of the shell says what went wrong.
record Told(PrintWriter err) {
    /// @return the exit code
    int end(ShellException e) {
        err.println("ova: " + Quote.printable(e.said()));
        if (!e.hint().isEmpty()) err.println("hint: " + Quote.printable(e.hint()));
        err.flush();
        return e.kind().exitCode();
    }
}
