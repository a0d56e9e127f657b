package org.ovalogin.cli.script;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ovalogin.cli.terminal.ShellException;

/// Treatment of an error about one object (`-ErrorAction`). The numbers are those of PowerShell's
/// `ActionPreference`. A missing right or a missing answer is always reported.
enum ErrorAction {
    /// Reports the error and goes on with the next object.
    CONTINUE("Continue", 2),
    /// Ends the line.
    STOP("Stop", 1),
    /// Goes on silently; a script sees no error.
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

    /// Treats an error as the line asks.
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
