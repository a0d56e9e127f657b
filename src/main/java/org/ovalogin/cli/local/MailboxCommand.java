package org.ovalogin.cli.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.client.Connection;
import org.ovalogin.cli.client.Profile;
import org.ovalogin.cli.client.ServerOptions;
import org.ovalogin.cli.script.CmdletCall;
import org.ovalogin.cli.script.CmdletCall.Argument;
import org.ovalogin.cli.script.ShellSession;
import org.ovalogin.cli.script.Value;
import org.ovalogin.cli.shell.Script;
import org.ovalogin.cli.terminal.Person;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.administration.Mailboxes;
import org.ovalogin.core.administration.PinResets.Reset;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Mailbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./ova mailbox …`: the mailboxes of a local data folder, also while a server runs on it; or of a
/// server, as a short form of the shell's cmdlets.
@Command(
        name = "mailbox",
        description = {
            "Adds, shows, resets, locks and unlocks mailboxes.",
            "With --data or OVA_DATA those of a local data folder, also while serve runs; else those of the server"
                    + " that OVA_URL or ./ova login names; where there is none, of the folder data."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class MailboxCommand implements LocalCommand.Group {
    private final Installation.Opening opening;

    public MailboxCommand(Installation.Opening opening) {
        this.opening = opening;
    }

    @Override
    public Installation.Opening opening() {
        return opening;
    }

    /// A command on mailboxes, local or of a server.
    abstract static class Local extends LocalCommand {
        @Mixin ServerOptions server = new ServerOptions();

        @Override
        public Integer call() {
            var environment = System.getenv();
            var local =
                    spec.commandLine().getParseResult().hasMatchedOption("--data")
                            || environment.containsKey("OVA_DATA");
            return !local && Connection.known(environment, Profile.in(environment))
                    ? Integer.valueOf(ask())
                    : super.call();
        }

        private int ask() {
            try (var person = new Person(System.in)) {
                var err = spec.commandLine().getErr();
                var session = new ShellSession(server::connect, person, out(), err);
                return new Script(session)
                        .run(() -> calls().stream().map(List::of).toList(), false);
            }
        }

        /// The same as calls of cmdlets, one after the other.
        abstract List<CmdletCall> calls();

        static Argument named(String name) {
            return new Argument.Named(name, true);
        }

        static Argument value(String text) {
            return new Argument.Given(new Value.Text(text));
        }

        void tellOfMail(Installation installation) {
            var told = installation.deliver();
            told.forEach(out()::println);
            if (told.isEmpty()) out().println("the running server delivers the e-mail");
        }
    }

    /// A command about one mailbox that is there.
    abstract static class OfOne extends Local {
        @Parameters(
                paramLabel = "MAILBOX",
                description = {
                    "An extension, an address, an alias, a name, a GUID, or DIALPLAN\\EXTENSION;",
                    "an extension alone where no other dial plan has it."
                })
        String mailbox;

        @Option(
                names = "--dialplan",
                paramLabel = "NAME",
                description = "The dial plan that the extension is of.")
        Optional<String> dialPlan;

        String named() {
            return dialPlan.map(plan -> plan + "\\" + mailbox).orElse(mailbox);
        }

        Argument identity() {
            return value(named());
        }

        CmdletCall lockedOut(boolean locked) {
            return CmdletCall.of(
                    "Set-UMMailboxPIN",
                    identity(),
                    named("LockedOut"),
                    new Argument.Given(new Value.Truth(locked)));
        }

        Mailbox mailbox(Installation installation) {
            return installation.administration().mailboxes().find(named());
        }
    }

    @Command(
            name = "add",
            description = "Enables a mailbox and sends its owner the welcome e-mail with a PIN.",
            mixinStandardHelpOptions = true)
    static final class Add extends Local {
        @Parameters(paramLabel = "EXTENSION", description = "The extension of the mailbox.")
        String extension;

        @Option(
                names = "--dialplan",
                paramLabel = "NAME",
                defaultValue = Administration.DEFAULT_DIAL_PLAN,
                description = "The dial plan (default: ${DEFAULT-VALUE}).")
        String dialPlan;

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
            var wanted = Mailboxes.Enabling.of(dialPlan, extension, address).with(name, spoken);
            var mailbox =
                    installation.administration().mailboxes().enable(wanted, actor()).mailbox();
            out().printf(
                            "mailbox %s of %s enabled in dial plan %s%n",
                            extension, mailbox.address(), dialPlan);
            tellOfMail(installation);
        }

        @Override
        List<CmdletCall> calls() {
            var arguments = new ArrayList<>(List.of(named("Identity"), value(address)));
            arguments.addAll(List.of(named("Extensions"), value(extension)));
            arguments.addAll(List.of(named("UMDialPlan"), value(dialPlan)));
            name.ifPresent(n -> arguments.addAll(List.of(named("Name"), value(n))));
            language.ifPresent(l -> arguments.addAll(List.of(named("Language"), value(l))));
            return List.of(new CmdletCall("Enable-UMMailbox", arguments, 1));
        }

        private static String unknown(String tag) {
            return "language '%s': allowed is %s".formatted(tag, Language.tags());
        }
    }

    @Command(name = "list", description = "Lists all mailboxes.", mixinStandardHelpOptions = true)
    static final class ListAll extends Local {
        @Override
        void run(Installation installation) {
            var administration = installation.administration();
            new MailboxTable(administration.now()).print(administration.mailboxes().all(), out());
        }

        @Override
        List<CmdletCall> calls() {
            return List.of(CmdletCall.of("Get-UMMailbox", named("ResultSize"), value("Unlimited")));
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
            var seen = administration.mailboxes().overview(named(), actor(), MailboxSheet.EVENTS);
            new MailboxSheet(seen.report()).print(seen.events(), out());
        }

        @Override
        List<CmdletCall> calls() {
            return List.of(
                    CmdletCall.of("Get-UMMailbox", identity()),
                    CmdletCall.of(
                            "Search-UMEvent",
                            identity(),
                            named("ResultSize"),
                            value(String.valueOf(MailboxSheet.EVENTS))));
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
                            .pins()
                            .reset(mailbox(installation).guid(), Reset.DEFAULT, actor());
            out().printf(
                            "PIN of mailbox %s reset; the new one goes to %s and must be changed at first sign-in%n",
                            mailbox, done.mailbox().address());
            tellOfMail(installation);
        }

        @Override
        List<CmdletCall> calls() {
            return List.of(CmdletCall.of("Set-UMMailboxPIN", identity()));
        }
    }

    @Command(
            name = "lock",
            description = "Locks the mailbox until it is unlocked here.",
            mixinStandardHelpOptions = true)
    static final class Lock extends OfOne {
        @Override
        void run(Installation installation) {
            var locked =
                    installation
                            .administration()
                            .pins()
                            .lock(mailbox(installation).guid(), actor());
            out().printf(
                            locked
                                    ? "mailbox %s locked%n"
                                    : "mailbox %s was locked by an administrator already%n",
                            mailbox);
            if (locked) tellOfMail(installation);
        }

        @Override
        List<CmdletCall> calls() {
            return List.of(lockedOut(true));
        }
    }

    @Command(
            name = "unlock",
            description = "Lifts the mailbox's lock and starts the count of failures anew.",
            mixinStandardHelpOptions = true)
    static final class Unlock extends OfOne {
        @Override
        void run(Installation installation) {
            var unlocked =
                    installation
                            .administration()
                            .pins()
                            .unlock(mailbox(installation).guid(), actor());
            out().printf(
                            unlocked ? "mailbox %s unlocked%n" : "mailbox %s was not locked%n",
                            mailbox);
        }

        @Override
        List<CmdletCall> calls() {
            return List.of(lockedOut(false));
        }
    }

    /// The subcommands, for the command line to register.
    public static List<Callable<Integer>> commands() {
        return List.of(
                new Add(), new ListAll(), new Show(), new ResetPin(), new Lock(), new Unlock());
    }
}
