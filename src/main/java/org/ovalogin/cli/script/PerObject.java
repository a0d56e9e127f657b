package org.ovalogin.cli.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.Blanks;

/// A cmdlet that does the same for each object it is given. Where one fails the others go on,
/// unless `-ErrorAction Stop` was given.
final class PerObject implements Stage {
    private final Cmdlet.Action action;
    private final ShellSession session;
    private final Stage next;
    private Bound bound;
    private int seen;
    private @Nullable Object pin;

    private PerObject(Cmdlet.Action action, Bound bound, ShellSession session, Stage next) {
        this.action = action;
        this.bound = bound;
        this.session = session;
        this.next = next;
    }

    static Cmdlet.Opening of(Cmdlet.Action action) {
        return (bound, session, next) -> new PerObject(action, bound, session, next);
    }

    @Override
    public void begin() {
        askForPin();
        try {
            action.run(bound, session, next);
        } catch (ShellException e) {
            // without -ErrorAction the first error ends the line
            if (e.attributed() || bound.errorAction().isEmpty()) throw e;
            ErrorAction.met(inBlock(e), bound, session);
        }
    }

    @Override
    public boolean accept(Item item) {
        askForPin();
        var row = session.preview().at(++seen);
        try {
            tellUnknownColumns(item);
            var whole = Binder.with(bound, item);
            whole.secret("Pin").ifPresent(session::keep);
            action.run(whole, session, next);
        } catch (ShellException e) {
            if (e.attributed()) throw e;
            ErrorAction.met(about(item, row, e), bound, session);
        }
        return true;
    }

    @Override
    public void end() {
        next.end();
    }

    /// Asks once, not for each object.
    private void askForPin() {
        var given = bound.values().get("Pin");
        if (given == null || pin != null) return;
        pin = session.asked(given);
        bound = bound.with("Pin", pin);
    }

    /// The error, said about the object.
    private ShellException about(Item item, int row, ShellException e) {
        return place(item, row).map(e::about).orElseGet(() -> inBlock(e));
    }

    /// The error, said about the object whose block is run.
    private ShellException inBlock(ShellException e) {
        var block = session.preview().block();
        return block.isEmpty() ? e : e.about(block);
    }

    /// An object as messages name it.
    static Optional<String> place(Item item, int row) {
        var named = item.name().filter(n -> !Blanks.only(n)).map(Quote::printable);
        return item.type() == Item.Type.ROW
                ? Optional.of("row " + row + named.map(n -> " (" + n + ")").orElse(""))
                : named;
    }

    private void tellUnknownColumns(Item item) {
        if (seen > 1 || item.type() != Item.Type.ROW) return;
        for (var column : Binder.unknownColumns(bound.cmdlet(), item))
            session.warn(
                    "column %s is no parameter of %s and is ignored"
                            .formatted(Quote.of(column), bound.cmdlet().name()));
    }
}
