package org.ovalogin.shell;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.ovalogin.mailbox.Administration;
import org.ovalogin.mailbox.Language;
import org.ovalogin.mailbox.MailboxKey;
import org.ovalogin.mailbox.Origin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./ova mailbox …`: the mailboxes of the local data folder, also while a server runs on it.
@Command(
        name = "mailbox",
        description =
                "Adds, shows, resets, locks and unlocks mailboxes of the local data folder, also while serve runs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class MailboxCommand {
    private final Function<Path, Installation> open;

    /// @param open opens the installation in a data folder
    public MailboxCommand(Function<Path, Installation> open) {
        this.open = open;
    }

    /// What the commands work on.
    public interface Installation extends AutoCloseable {
        Administration administration();

        /// Delivers the notices that wait; says what became of each, in a line.
        List<String> deliver();

        @Override
        void close();
    }

    /// What every command here has in common: where to work, and who is it.
    abstract static class Local implements Callable<Integer> {
        @Spec CommandSpec spec;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                defaultValue = "${env:OVA_DATA:-data}",
                description = "The data folder (default: ${DEFAULT-VALUE}).")
        Path data;

        @Override
        public Integer call() {
            var command = (MailboxCommand) spec.parent().userObject();
            try (var installation = command.open.apply(data)) {
                run(installation);
                return 0;
            }
        }

        abstract void run(Installation installation);

        PrintWriter out() {
            return spec.commandLine().getOut();
        }

        static Origin origin() {
            return new Origin(
                    "account " + System.getProperty("user.name", "unknown"), "command line");
        }

        void tellOfMail(Installation installation) {
            var told = installation.deliver();
            told.forEach(out()::println);
            if (told.isEmpty()) out().println("the running server delivers the e-mail");
        }
    }

    /// A command about one mailbox.
    abstract static class OfOne extends Local {
        @Parameters(paramLabel = "EXTENSION", description = "The extension of the mailbox.")
        String extension;

        @Option(
                names = "--dialplan",
                paramLabel = "NAME",
                defaultValue = Administration.DEFAULT_DIAL_PLAN,
                description = "The dial plan (default: ${DEFAULT-VALUE}).")
        String dialPlan;

        MailboxKey key(Installation installation) {
            return installation.administration().key(dialPlan, extension);
        }
    }

    @Command(
            name = "add",
            description = "Enables a mailbox and sends its owner the welcome e-mail with a PIN.",
            mixinStandardHelpOptions = true)
    static final class Add extends OfOne {
        @Option(
                names = "--email",
                paramLabel = "ADDRESS",
                required = true,
                description = "The owner's e-mail address.")
        String address;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "The owner's name (default: from the address).")
        Optional<String> name;

        @Option(
                names = "--language",
                paramLabel = "LANGUAGE",
                description = "en, fr, de, es or it (default: the channel's).")
        Optional<String> language;

        @Override
        void run(Installation installation) {
            var spoken =
                    language.map(
                            tag ->
                                    Language.of(tag)
                                            .orElseThrow(() -> new UsageException(unknown(tag))));
            var wanted = new Administration.Enabling(dialPlan, extension, address, name, spoken);
            var mailbox = installation.administration().enable(wanted, origin());
            out().printf(
                            "mailbox %s of %s enabled in dial plan %s%n",
                            extension, mailbox.address(), dialPlan);
            tellOfMail(installation);
        }

        private static String unknown(String tag) {
            return "language '%s': allowed is %s"
                    .formatted(
                            tag,
                            String.join(
                                    ", ",
                                    Arrays.stream(Language.values()).map(Language::code).toList()));
        }
    }

    @Command(name = "list", description = "Lists all mailboxes.", mixinStandardHelpOptions = true)
    static final class ListAll extends Local {
        @Override
        void run(Installation installation) {
            var administration = installation.administration();
            new MailboxTable(administration.now()).print(administration.mailboxes(), out());
        }
    }

    @Command(
            name = "show",
            description = "Shows a mailbox, its PIN's state and its latest events.",
            mixinStandardHelpOptions = true)
    static final class Show extends OfOne {
        @Override
        void run(Installation installation) {
            var administration = installation.administration();
            var mailbox = administration.mailbox(key(installation));
            new MailboxSheet(administration.now())
                    .print(
                            mailbox,
                            administration.mailFailure(mailbox),
                            administration.events(mailbox, MailboxSheet.EVENTS),
                            out());
        }
    }

    @Command(
            name = "reset",
            description =
                    "Gives the mailbox a new PIN, sent to its owner by e-mail, and lifts its lock.",
            mixinStandardHelpOptions = true)
    static final class ResetPin extends OfOne {
        @Override
        void run(Installation installation) {
            var done =
                    installation
                            .administration()
                            .reset(key(installation), Administration.Reset.DEFAULT, origin());
            out().printf(
                            "PIN of mailbox %s reset; the new one goes to %s and must be changed at first sign-in%n",
                            extension, done.mailbox().address());
            tellOfMail(installation);
        }
    }

    @Command(
            name = "lock",
            description = "Locks the mailbox until it is unlocked here.",
            mixinStandardHelpOptions = true)
    static final class Lock extends OfOne {
        @Override
        void run(Installation installation) {
            var locked = installation.administration().lock(key(installation), origin());
            out().printf(
                            locked
                                    ? "mailbox %s locked%n"
                                    : "mailbox %s was locked by an administrator already%n",
                            extension);
            if (locked) tellOfMail(installation);
        }
    }

    @Command(
            name = "unlock",
            description = "Lifts the mailbox's lock and starts the count of failures anew.",
            mixinStandardHelpOptions = true)
    static final class Unlock extends OfOne {
        @Override
        void run(Installation installation) {
            var unlocked = installation.administration().unlock(key(installation), origin());
            out().printf(
                            unlocked ? "mailbox %s unlocked%n" : "mailbox %s was not locked%n",
                            extension);
        }
    }

    /// The subcommands, for the command line to register.
    public static List<Callable<Integer>> commands() {
        return List.of(
                new Add(), new ListAll(), new Show(), new ResetPin(), new Lock(), new Unlock());
    }
}
