package org.ovalogin.cli.script;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.terminal.Asking;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.TypedSecret;

/// The surroundings of a script: the server, the person, what was said and asked so far. One for
/// `./ova run`, one for all lines of `./ova shell`. For one thread.
public final class ShellSession {
    private final Supplier<Rest> connect;
    private final Asking asking;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Set<String> secrets = new LinkedHashSet<>();
    private final Set<String> warned = new LinkedHashSet<>();
    private @Nullable Rest rest;
    private boolean confirmedAll;
    private final Preview preview = new Preview();
    private int exitCode;
    private boolean goingOn;
    private boolean broken;

    /// @param connect called when a cmdlet first needs the server
    public ShellSession(Supplier<Rest> connect, Asking asking, PrintWriter out, PrintWriter err) {
        this.connect = connect;
        this.asking = asking;
        this.out = out;
        this.err = err;
    }

    /// A script begins: what the one before it has left is forgotten.
    public void begin() {
        secrets.clear();
        warned.clear();
    }

    /// A line of the script begins.
    public void beginLine() {
        exitCode = ExitCodes.DONE;
        goingOn = true;
        broken = false;
        preview.clear();
        confirmedAll = false;
    }

    /// What the present line ends with.
    public int exitCode() {
        return exitCode;
    }

    /// Whether the lines after the present one are run.
    public boolean goingOn() {
        return exitCode == ExitCodes.DONE || goingOn;
    }

    /// Everything said so far is seen.
    public void flush() {
        out.flush();
        err.flush();
    }

    /// What `-WhatIf` has foretold in the present line.
    Preview preview() {
        return preview;
    }

    public Rest rest() {
        if (rest == null) rest = connect.get();
        return rest;
    }

    public PrintWriter out() {
        return out;
    }

    /// The line has met an error, and was not told to go on after it.
    public void breakOff() {
        broken = true;
    }

    /// Whether what has come along the pipeline is less than was asked for.
    public boolean broken() {
        return broken || (exitCode != ExitCodes.DONE && !goingOn);
    }

    /// An error about one object of several: the others go on.
    ///
    /// @param onward whether the script was told to go on after it
    void report(ShellException e, boolean onward) {
        tell(e);
        exitCode = ShellException.Kind.FAILED.exitCode();
        goingOn &= onward;
    }

    /// Says what went wrong, without the secrets of this script.
    public void tell(ShellException e) {
        out.flush();
        err.println(masked(e.told()));
        if (!e.hint().isEmpty()) err.println("hint: " + masked(e.hint()));
        err.flush();
    }

    /// Once for each text in a line.
    public void warn(String text) {
        if (!warned.add(text)) return;
        out.flush();
        err.println("WARNING: " + masked(text));
        err.flush();
    }

    /// What would be done, or was, for people.
    void say(String text) {
        out.println(Quote.printable(text));
    }

    /// From here on not to be seen in any message of this line.
    TypedSecret keep(TypedSecret secret) {
        if (!secret.value().isEmpty()) secrets.add(secret.value());
        return secret;
    }

    /// The PIN that was typed, or is asked for now.
    TypedSecret asked(Object given) {
        if (given instanceof TypedSecret secret) return keep(secret);
        var first = asking.secret("PIN: ");
        var second = new char[0];
        try {
            if (first.length == 0) throw ShellException.usage("no PIN was given", "");
            // a text at last, for the body of the request and to be masked in messages
            var pin = keep(new TypedSecret(new String(first)));
            if (!asking.terminal()) return pin;
            second = asking.secret("PIN again: ");
            if (Arrays.equals(first, second)) return pin;
            throw ShellException.usage("the two PINs are not the same", "nothing was changed");
        } finally {
            Arrays.fill(first, ' ');
            Arrays.fill(second, ' ');
        }
    }

    /// Asks whether to go on with what can't be taken back.
    ///
    /// @throws ShellException where there is nobody to ask
    boolean confirmed(String question) {
        if (confirmedAll) return true;
        if (!asking.terminal())
            throw ShellException.usage(
                    "this has to be confirmed, and there is no terminal to ask at: " + question,
                    "-Confirm:$false does it without asking");
        out.flush();
        while (true) {
            var answer =
                    asking.line(Quote.printable(question) + " [Y] yes [A] yes to all [N] no (N): ");
            switch (answer.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "a", "all" -> {
                    confirmedAll = true;
                    return true;
                }
                case "", "n", "no" -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    private String masked(String text) {
        var result = text;
        for (var secret : secrets) result = result.replace(secret, "****");
        return result;
    }
}
