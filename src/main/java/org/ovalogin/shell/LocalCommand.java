package org.ovalogin.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.mailbox.Actor;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// A command on the local data folder: where to work, and who is it.
abstract class LocalCommand implements Callable<Integer> {
    @Spec CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:OVA_DATA:-data}",
            description = "The data folder (default: ${DEFAULT-VALUE}).")
    Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration (default: OVA_CONFIG, else ova.conf in the data folder, where there is one).")
    Optional<Path> config;

    /// The command that the others are part of, as in `./ova mailbox`.
    interface Group {
        Installation.Opening opening();
    }

    @Override
    public Integer call() {
        var group = (Group) spec.parent().userObject();
        try (var installation = group.opening().open(data, config)) {
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
