package org.ovalogin.cli.script;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovalogin.cli.terminal.ShellException;

/// What becomes of an error about one object (`-ErrorAction`). The numbers are those of
/// PowerShell's `ActionPreference`. Who may not, or gets no answer, is told so whatever was asked
/// for.
enum ErrorAction {
    /// Told, and the next object's turn.
    CONTINUE("Continue", 2),
    /// The line ends.
    STOP("Stop", 1),
    /// Not told, and no error for a script.
    SILENTLY_CONTINUE("SilentlyContinue", 0),
    IGNORE("Ignore", 4);

    static final String NAME = "ErrorAction";

    private final String typed;
    private final int number;

    ErrorAction(String typed, int number) {
        this.typed = typed;
        this.number = number;
    }

    static Optional<ErrorAction> of(String text) {
        return Arrays.stream(values())
                .filter(a -> a.typed.equalsIgnoreCase(text) || text.equals("" + a.number))
                .findFirst();
    }

    static String names(String between) {
        return Arrays.stream(values()).map(a -> a.typed).collect(Collectors.joining(between));
    }

    boolean silent() {
        return this == SILENTLY_CONTINUE || this == IGNORE;
    }

    /// Does with an error what was asked for.
    ///
    /// @throws ShellException the error, where it does not
    static void met(ShellException e, Bound bound, ShellSession session) {
        var asked = bound.errorAction();
        if (!e.ofOneObject() || asked.filter(a -> a == STOP).isPresent()) throw e;
        if (asked.filter(ErrorAction::silent).isPresent()) return;
        session.report(e.of(bound.cmdlet().name()), asked.isPresent());
    }

    /// As PowerShell writes it.
    @Override
    public String toString() {
        return typed;
    }
}
