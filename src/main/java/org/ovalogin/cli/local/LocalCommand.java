package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.pin.Password;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command on the local data folder.
abstract class LocalCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    /// The command that has the others as subcommands, such as `./ova mailbox`.
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

    /// Wipes what was typed.
    static Password password(char[] typed) {
        try {
            return Password.of(typed);
        } finally {
            Arrays.fill(typed, ' ');
        }
    }

    static Actor actor() {
        return Actor.local(System.getProperty("user.name", "unknown"));
    }
}
