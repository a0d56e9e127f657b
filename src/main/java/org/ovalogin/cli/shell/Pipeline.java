package org.ovalogin.cli.shell;

import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.cmdlets.OutputCmdlets;
import org.ovalogin.cli.language.CmdletCall;
import org.ovalogin.cli.language.Item;
import org.ovalogin.cli.language.Wildcard;
import org.ovalogin.cli.script.Binder;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.Display;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.terminal.ShellException;

/// Cmdlets in a row, each with its parameters: checked as far as can be without the server.
record Pipeline(List<Bound> stages, int line) {
    /// @throws ShellException of kind USAGE
    static Pipeline of(List<CmdletCall> calls) {
        return of(calls, false);
    }

    /// @param feeding whether a cmdlet that changes something takes what it gives
    static Pipeline of(List<CmdletCall> calls, boolean feeding) {
        var stages = new ArrayList<Bound>();
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            var cmdlet = Cmdlets.named(call.name());
            check(cmdlet, i == 0, i == calls.size() - 1);
            stages.add(Binder.bind(cmdlet, call.arguments(), i > 0 && cmdlet.source()));
        }
        var last = feeding ? calls.size() : -1;
        for (var i = 0; i < calls.size() && !feeding; i++) if (changes(calls.get(i))) last = i;
        var result = new ArrayList<Bound>();
        for (var bound : stages) result.add(result.size() < last ? checked(bound.fed()) : bound);
        result.forEach(Pipeline::checkBlocks);
        return new Pipeline(List.copyOf(result), calls.getFirst().line());
    }

    /// Whether it changes something, itself or in its block.
    private static boolean changes(CmdletCall call) {
        return Cmdlets.all().stream().anyMatch(c -> c.called(call.name()) && c.changes())
                || call.scripts().flatMap(List::stream).anyMatch(Pipeline::changes);
    }

    /// Refuses a change of everything by a pattern that has lost its letters (`"$dept*"`).
    private static Bound checked(Bound bound) {
        if (bound.feeding() && bound.fitsEverything())
            throw Wildcard.refused().of(bound.cmdlet().name());
        return bound;
    }

    private static void checkBlocks(Bound bound) {
        for (var calls : bound.scripts()) {
            var line = calls.getFirst().line();
            try {
                of(calls, bound.feeding());
            } catch (ShellException e) {
                throw line > 1 ? e.inLine(line) : e;
            }
        }
    }

    /// The same with the values of an object in it.
    ///
    /// @throws ShellException of kind USAGE
    Pipeline filled(Item item, ShellSession session) {
        var filled = stages.stream().map(bound -> checked(bound.filled(item, session))).toList();
        return new Pipeline(filled, line);
    }

    /// The same with a typed PIN, where it asks for one.
    Pipeline asked(ShellSession session) {
        return new Pipeline(stages.stream().map(bound -> bound.asked(session)).toList(), line);
    }

    private static void check(Cmdlet cmdlet, boolean first, boolean last) {
        if (first && !cmdlet.source())
            throw ShellException.usage(
                            "takes objects from a pipeline only",
                            "as in Get-UMMailbox | " + cmdlet.name())
                    .of(cmdlet.name());
        if (!first && !cmdlet.taking())
            throw ShellException.usage(
                            "takes nothing from a pipeline",
                            "put it first, or on a line of its own")
                    .of(cmdlet.name());
        if (!last && OutputCmdlets.ends(cmdlet))
            throw ShellException.usage(
                            "gives no objects that another cmdlet could take", "put it last")
                    .of(cmdlet.name());
    }

    void run(ShellSession session) {
        run(session, new Display(session.out()));
    }

    /// @param last takes what it gives
    void run(ShellSession session, Stage last) {
        for (var bound : stages) {
            if (!bound.help()) continue;
            Help.print(bound.cmdlet(), session.out());
            return;
        }
        for (var bound : stages)
            for (var name : Binder.ignored(bound))
                session.warn(
                        "%s: -%s has no meaning here and is ignored"
                                .formatted(bound.cmdlet().name(), name));
        var stage = last;
        for (var bound : stages.reversed())
            stage = new Named(bound, session, bound.cmdlet().opening().open(bound, session, stage));
        // after an error, too, the objects before it are shown
        try {
            stage.begin();
        } catch (RuntimeException e) {
            session.breakOff();
            throw e;
        } finally {
            stage.end();
        }
    }

    /// Adds the name of the cmdlet to errors, and warns of properties that are blank here.
    private record Named(Bound bound, ShellSession session, Stage stage) implements Stage {
        @Override
        public boolean accept(Item item) {
            try {
                session.warnOfBlanks(item.type(), bound.properties().filter(p -> !item.has(p)));
                return stage.accept(item);
            } catch (ShellException e) {
                throw e.of(bound.cmdlet().name());
            }
        }

        @Override
        public void begin() {
            try {
                // those of -Filter
                session.warnOfBlanks(Item.Type.MAILBOX, bound.properties());
                stage.begin();
            } catch (ShellException e) {
                throw e.of(bound.cmdlet().name());
            }
        }

        @Override
        public void show() {
            stage.show();
        }

        @Override
        public void end() {
            try {
                stage.end();
            } catch (ShellException e) {
                throw e.of(bound.cmdlet().name());
            }
        }
    }
}
