package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.ovalogin.cli.terminal.AlignedColumns;
import org.ovalogin.cli.terminal.Progress;
import org.ovalogin.core.store.StoreKeys.Step;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./ova key …`: the keys of a local data folder, which seal PINs, passwords and letters; also
/// while a server runs on it. Never shows a key.
@Command(
        name = "key",
        description =
                "Lists and changes the keys under which everything secret is sealed, also while serve runs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class KeyCommand implements LocalCommand.Group {
    private final Installation.Opening opening;

    public KeyCommand(Installation.Opening opening) {
        this.opening = opening;
    }

    @Override
    public Installation.Opening opening() {
        return opening;
    }

    @Command(
            name = "list",
            description = "Lists the keys by their ids, which of them is in use, and for how much.",
            mixinStandardHelpOptions = true)
    static final class ListAll extends LocalCommand {
        @Override
        void run(Installation installation) {
            var rows = new ArrayList<List<String>>();
            rows.add(List.of("KEY", "STATE", "IN USE SINCE", "TEXTS", "IN THE FILE"));
            for (var key : installation.keys().all())
                rows.add(
                        List.of(
                                key.id(),
                                key.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                                key.since().map(AccountTable::seconds).orElse("-"),
                                String.valueOf(key.texts()),
                                key.here() ? "yes" : "no"));
            AlignedColumns.print(rows, out());
        }
    }

    @Command(
            name = "rotate",
            description = {
                "Makes a new key and puts everything sealed under it: PINs, former PINs, passwords, letters.",
                "After an interruption it goes on where it was. Servers go on answering meanwhile."
            },
            mixinStandardHelpOptions = true)
    static final class Rotate extends LocalCommand {
        @Option(
                names = "--everywhere",
                description =
                        "The key file has been copied to every server of this database (needed for PostgreSQL only).")
        boolean everywhere;

        @Override
        void run(Installation installation) {
            try (var told = new Told(out())) {
                installation.keys().rotate(everywhere, actor().origin(), told::step);
            }
        }
    }

    /// Tells of a step while it is done.
    private static final class Told implements AutoCloseable {
        private final PrintWriter out;
        private final Progress progress;

        Told(PrintWriter out) {
            this.out = out;
            this.progress = Progress.of("sealing", out);
        }

        void step(Step step) {
            switch (step) {
                case Step.Added(var id, var file) ->
                        say("key " + id + " added to " + file + "; keep a copy of it");
                case Step.ToBeCopied(var id, var file) -> {
                    say(
                            "key "
                                    + id
                                    + " is not in use yet: every server of this database needs it first");
                    say(
                            "hint: copy "
                                    + file
                                    + " to each of them, then run ./ova key rotate --everywhere on one");
                }
                case Step.InUse(var id) -> say("key " + id + " is in use");
                case Step.GoingOn(var id) -> say("going on with key " + id);
                case Step.Sealed(var done, var total) -> progress.at(done, total);
                case Step.Left(var what) -> {
                    progress.close();
                    what.forEach(one -> say("left: " + one));
                }
                case Step.Done(var id, var former) -> {
                    progress.close();
                    say("everything is sealed under key " + id);
                    former.forEach(this::sayOld);
                }
            }
        }

        private void sayOld(String id) {
            say("key " + id + " is needed for backups from before now, and for nothing else");
            say(
                    "hint: when there are none any more, ./ova key remove "
                            + id
                            + " takes it out of the key file");
        }

        private void say(String line) {
            out.println(line);
            out.flush();
        }

        @Override
        public void close() {
            progress.close();
        }
    }

    @Command(
            name = "remove",
            description = {
                "Takes a key that nothing is sealed under out of the key file.",
                "Backups from the time of that key can't be used without it: keep a copy of it with them, or destroy them."
            },
            mixinStandardHelpOptions = true)
    static final class Remove extends LocalCommand {
        @Parameters(paramLabel = "KEY", description = "Its id, as in ./ova key list.")
        String id;

        @Override
        void run(Installation installation) {
            installation.keys().remove(id);
            out().printf(
                            "key %s is out of the key file; backups from its time can't be used without a copy of it%n",
                            id);
        }
    }

    /// The subcommands, for the command line to register.
    public static List<Callable<Integer>> commands() {
        return List.of(new ListAll(), new Rotate(), new Remove());
    }
}
