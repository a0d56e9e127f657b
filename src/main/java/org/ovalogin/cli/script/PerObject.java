package org.ovalogin.cli.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private int row;
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
            ErrorAction.met(e, bound, session);
        }
    }

    @Override
    public boolean accept(Item item) {
        askForPin();
        session.preview().at(++row);
        try {
            tellUnknownColumns(item);
            var whole = Binder.with(bound, item);
            whole.secret("Pin").ifPresent(session::keep);
            action.run(whole, session, next);
        } catch (ShellException e) {
            if (e.attributed()) throw e;
            ErrorAction.met(about(item, e), bound, session);
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

    private ShellException about(Item item, ShellException e) {
        var named = name(item).filter(n -> !Blanks.only(n)).map(Quote::printable);
        if (item.type() == Item.Type.ROW)
            return e.about("row " + row + named.map(n -> " (" + n + ")").orElse(""));
        return named.map(e::about).orElse(e);
    }

    private static Optional<String> name(Item item) {
        for (var property : new String[] {"Identity", "UserID", "Name", Item.TEXT})
            if (item.has(property)) return Optional.of(Item.text(item.property(property)));
        return Optional.empty();
    }

    private void tellUnknownColumns(Item item) {
        if (row > 1 || item.type() != Item.Type.ROW) return;
        for (var column : Binder.unknownColumns(bound.cmdlet(), item))
            session.warn(
                    "column %s is no parameter of %s and is ignored"
                            .formatted(Quote.of(column), bound.cmdlet().name()));
    }
}
