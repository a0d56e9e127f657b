package org.ovalogin.cli.script;

import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.terminal.ShellException;

/// Honours `-ErrorAction` for a cmdlet that does not work object by object. Without it, the first
/// error ends the line.
record Tolerant(Stage stage, Bound bound, ShellSession session) implements Stage {
    static Cmdlet.Opening of(Cmdlet.Opening opening) {
        return (bound, session, next) -> {
            var stage = opening.open(bound, session, next);
            return bound.errorAction().isEmpty() ? stage : new Tolerant(stage, bound, session);
        };
    }

    @Override
    public void begin() {
        tried(stage::begin);
    }

    @Override
    public boolean accept(Item item) {
        try {
            return stage.accept(item);
        } catch (ShellException e) {
            met(e);
            return true;
        }
    }

    @Override
    public void show() {
        stage.show();
    }

    @Override
    public void end() {
        tried(stage::end);
    }

    private void tried(Runnable work) {
        try {
            work.run();
        } catch (ShellException e) {
            met(e);
        }
    }

    /// Leaves errors of later cmdlets to them.
    private void met(ShellException e) {
        if (e.attributed()) throw e;
        ErrorAction.met(e, bound, session);
    }
}
