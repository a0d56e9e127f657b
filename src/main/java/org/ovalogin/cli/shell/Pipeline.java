package org.ovalogin.cli.shell;

import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.cmdlets.OutputCmdlets;
import org.ovalogin.cli.script.Binder;
import org.ovalogin.cli.script.Bound;
import org.ovalogin.cli.script.Cmdlet;
import org.ovalogin.cli.script.CmdletCall;
import org.ovalogin.cli.script.Display;
import org.ovalogin.cli.script.Item;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.Stage;
import org.ovalogin.cli.script.Wildcard;
import org.ovalogin.cli.terminal.ShellException;

/// Cmdlets in a row, each with its parameters: checked as far as can be without the server.
record Pipeline(List<Bound> stages, int line) {
    /// @throws ShellException of kind USAGE
    static Pipeline of(List<CmdletCall> calls) {
        var stages = new ArrayList<Bound>();
        for (var i = 0; i < calls.size(); i++) {
            var call = calls.get(i);
            var cmdlet = Cmdlets.named(call.name());
            check(cmdlet, i == 0, i == calls.size() - 1);
            stages.add(Binder.bind(cmdlet, call.arguments(), i > 0 && cmdlet.source()));
        }
        return new Pipeline(fed(stages), calls.getFirst().line());
    }

    /// Refuses a change of everything by a pattern that has lost its letters (`"$dept*"`).
    private static List<Bound> fed(List<Bound> stages) {
        var last = -1;
        for (var i = 0; i < stages.size(); i++) if (stages.get(i).cmdlet().changes()) last = i;
        var result = new ArrayList<Bound>();
        for (var i = 0; i < stages.size(); i++) {
            var bound = stages.get(i);
            if (i < last && bound.fitsEverything())
                throw Wildcard.refused().of(bound.cmdlet().name());
            result.add(i < last ? bound.fed() : bound);
        }
        return result;
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
        Stage stage = new Display(session.out());
        for (var bound : stages.reversed())
            stage = new Named(bound.cmdlet(), bound.cmdlet().opening().open(bound, session, stage));
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

    /// Adds the name of the cmdlet to errors.
    private record Named(Cmdlet cmdlet, Stage stage) implements Stage {
        @Override
        public boolean accept(Item item) {
            try {
                return stage.accept(item);
            } catch (ShellException e) {
                throw e.of(cmdlet.name());
            }
        }

        @Override
        public void begin() {
            try {
                stage.begin();
            } catch (ShellException e) {
                throw e.of(cmdlet.name());
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
                throw e.of(cmdlet.name());
            }
        }
    }
}
