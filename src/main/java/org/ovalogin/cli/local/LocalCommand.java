package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.ovalogin.core.account.Actor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command on the local data folder: where to work, and who is it.
abstract class LocalCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    /// The command that the others are part of, as in `./ova mailbox`.
    interface Group {
        Installation.Opening opening();
    }

    @Override
    public Integer call() {
        var group = (Group) spec.parent().userObject();
        try (var installation = group.opening().open(place.data(), place.config())) {
            run(installation);
            return 0;
        }
    }

    abstract void run(Installation installation);

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    static Actor actor() {
        return Actor.local(System.getProperty("user.name", "unknown"));
    }
}
