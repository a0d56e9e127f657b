package org.ovalogin.cli.script;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.language.ExchangeNames;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.RefusedLines;
import org.ovalogin.cli.terminal.Asking;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.TypedSecret;

/// Context of a script: the server, the person at the terminal, warnings, secrets and consents so
/// far. `./ova run` has one; all lines of `./ova shell` share one. For one thread.
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

    /// Begins a script and forgets the secrets and warnings of the one before.
    public void begin() {
        secrets.clear();
        warned.clear();
    }

    /// Begins a line of the script.
    public void beginLine() {
        exitCode = ExitCodes.DONE;
        goingOn = true;
        broken = false;
        preview.clear();
        confirmedAll = false;
    }

    /// Exit code of the present line.
    public int exitCode() {
        return exitCode;
    }

    /// Whether the lines after the present one are run.
    public boolean goingOn() {
        return exitCode == ExitCodes.DONE || goingOn;
    }

    /// Shows all output so far.
    public void flush() {
        out.flush();
        err.flush();
    }

    /// Predictions of `-WhatIf` in the present line.
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

    /// Notes an error that ends the line.
    public void breakOff() {
        broken = true;
    }

    /// Whether errors have left objects out of the pipeline.
    public boolean broken() {
        return broken || (exitCode != ExitCodes.DONE && !goingOn);
    }

    /// Runs a part of the line for one object. Its errors count for the line too.
    ///
    /// @return whether the next part can be run
    boolean part(Runnable part) {
        var exitCodeBefore = exitCode;
        var goingOnBefore = goingOn;
        var brokenBefore = broken;
        exitCode = ExitCodes.DONE;
        goingOn = true;
        broken = false;
        try {
            part.run();
            return goingOn();
        } finally {
            if (exitCode == ExitCodes.DONE) exitCode = exitCodeBefore;
            goingOn &= goingOnBefore;
            broken = brokenBefore;
        }
    }

    /// Reports an error about one object of several; the others go on.
    ///
    /// @param onward whether the script was told to go on after it
    void report(ShellException e, boolean onward) {
        tell(e);
        exitCode = ShellException.Kind.FAILED.exitCode();
        goingOn &= onward;
    }

    /// Says what went wrong, without the secrets of this script.
    public void tell(ShellException e) {
        if (e instanceof RefusedLines several) {
            several.all().forEach(this::tell);
            return;
        }
        out.flush();
        err.println(masked(e.told()));
        if (!e.hint().isEmpty()) err.println("hint: " + masked(e.hint()));
        err.flush();
    }

    /// Warns once for each text in a script.
    public void warn(String text) {
        if (!warned.add(text)) return;
        out.flush();
        err.println("WARNING: " + masked(text));
        err.flush();
    }

    /// Warns of those among the names that were properties in Exchange, and stay blank here.
    public void warnOfBlanks(Item.Type type, Stream<String> names) {
        names.flatMap(name -> ExchangeNames.find(type, name).stream())
                .map("the property %s of Exchange is not known here and stays blank"::formatted)
                .forEach(this::warn);
    }

    /// Tells people of a change, done or predicted.
    void say(String text) {
        out.println(Quote.printable(text));
    }

    /// Masks the secret in all messages of this script from here on.
    TypedSecret keep(TypedSecret secret) {
        if (!secret.value().isEmpty()) secrets.add(secret.value());
        return secret;
    }

    /// The typed PIN; asks for it where the line has none.
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

    /// Asks before a change that can't be undone.
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
