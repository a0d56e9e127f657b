package org.ovalogin.cli.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.client.Connection;
import org.ovalogin.cli.client.Profile;
import org.ovalogin.cli.client.Request;
import org.ovalogin.cli.client.Rest;
import org.ovalogin.cli.client.Server;
import org.ovalogin.cli.client.ServerOptions;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.ShellException.Kind;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.administration.Administration;
import org.ovalogin.core.input.Language;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./ova mailbox …`: the mailboxes of a local data folder, also while a server runs on it, or of a
/// server. Both take the operations of the REST interface.
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
    abstract static class OfMailboxes extends LocalCommand {
        @Mixin ServerOptions options = new ServerOptions();

        @Override
        public Integer call() {
            var environment = System.getenv();
            var local =
                    spec.commandLine().getParseResult().hasMatchedOption("--data")
                            || environment.containsKey("OVA_DATA");
            if (local || !Connection.known(environment, Profile.in(environment)))
                return super.call();
            run(options.connect());
            return 0;
        }

        @Override
        void run(Installation installation) {
            run(installation.server(actor()));
        }

        abstract void run(Server server);

        void tell(String sentence) {
            out().println(Quote.printable(sentence));
        }

        /// Shows a PIN that no letter carries; false if there is none.
        boolean tellOnce(JsonNode answer) {
            var pin = answer.path("generatedPin");
            if (pin.isTextual()) tell("PIN, shown this once: " + pin.asText());
            return pin.isTextual();
        }

        void tellOfMail(Server server) {
            var told = server.deliver();
            told.forEach(out()::println);
            if (told.isEmpty()) out().println("the running server delivers the e-mail");
        }
    }

    /// A command about one existing mailbox.
    abstract static class OfOne extends OfMailboxes {
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

        @Override
        void run(Server server) {
            var named = dialPlan.map(plan -> plan + "\\" + mailbox).orElse(mailbox);
            if (named.isBlank())
                throw new ShellException(Kind.NOT_FOUND, "no mailbox '" + named + "'", "");
            run(server, server.send(Request.of("GET", "mailboxes", named)));
        }

        abstract void run(Server server, JsonNode found);

        static Request of(JsonNode found, String method, String part) {
            return Request.of(method, "mailboxes", found.path("id").asText(), part);
        }
    }

    @Command(
            name = "add",
            description = "Enables a mailbox and sends its owner the welcome e-mail with a PIN.",
            mixinStandardHelpOptions = true)
    static final class Add extends OfMailboxes {
        @Parameters(paramLabel = "EXTENSION", description = "The extension of the mailbox.")
        String extension;

        @Option(
                names = "--dialplan",
                paramLabel = "NAME",
                defaultValue = Administration.DEFAULT_DIAL_PLAN,
                description = "The dial plan (default: ${DEFAULT-VALUE}).")
        String dialPlan;

        @ArgGroup(multiplicity = "1")
        Address address = new Address();

        /// An address, or on purpose none.
        static final class Address {
            @Option(
                    names = "--email",
                    paramLabel = "ADDRESS",
                    description = "The owner's e-mail address.")
            Optional<String> email;

            @Option(
                    names = "--no-email",
                    description = "The owner has no e-mail address; the PIN is shown here, once.")
            boolean none;
        }

        @Option(
                names = "--shared",
                description = "Other mailboxes may have the same e-mail address.")
        boolean shared;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "The owner's name (default: from the address, or the extension).")
        Optional<String> name;

        @Option(
                names = "--language",
                paramLabel = "LANGUAGE",
                description = "en, en-GB, fr, de, es or it (default: the channel's).")
        Optional<String> language;

        @Override
        void run(Server server) {
            var tag = language.map(Add::known);
            var body = Rest.JSON.createObjectNode();
            body.put("email", address.email.orElse(null)).put("umDialPlan", dialPlan);
            body.put("allowSharedAddress", shared);
            body.putArray("extensions").add(extension);
            name.ifPresent(n -> body.put("displayName", n));
            tag.ifPresent(t -> body.put("language", t));
            var enabled = server.send(Request.of("POST", "mailboxes").body(body));
            tell(
                    "mailbox %s of %s enabled in dial plan %s"
                            .formatted(
                                    extension,
                                    address.email.orElse(enabled.path("displayName").asText()),
                                    dialPlan));
            if (!tellOnce(enabled)) tellOfMail(server);
        }

        private static String known(String tag) {
            if (Language.of(tag).isPresent()) return tag;
            throw new UsageException("language '%s'; allowed: %s".formatted(tag, Language.tags()));
        }
    }

    @Command(name = "list", description = "Lists all mailboxes.", mixinStandardHelpOptions = true)
    static final class ListAll extends OfMailboxes {
        private static final String PAGE = "1000";

        @Override
        void run(Server server) {
            var mailboxes = new ArrayList<JsonNode>();
            var request = Request.of("GET", "mailboxes").query("limit", PAGE);
            var page = server.send(request);
            page.path("items").forEach(mailboxes::add);
            while (page.path("next").isTextual()) {
                page = server.send(request.query("after", page.path("next").asText()));
                page.path("items").forEach(mailboxes::add);
            }
            MailboxTable.print(mailboxes, out());
        }
    }

    @Command(
            name = "show",
            description = "Shows a mailbox, its PIN's state and its latest events.",
            mixinStandardHelpOptions = true)
    static final class Show extends OfOne {
        @Override
        void run(Server server, JsonNode found) {
            MailboxSheet.of(server, found).print(out());
        }
    }

    @Command(
            name = "reset",
            description =
                    "Gives the mailbox a new PIN, sent to its owner by e-mail, and lifts its lock.",
            mixinStandardHelpOptions = true)
    static final class ResetPin extends OfOne {
        @Override
        void run(Server server, JsonNode found) {
            var done = server.send(of(found, "PUT", "pin").body(Rest.JSON.createObjectNode()));
            if (tellOnce(done)) {
                tell("PIN of mailbox " + mailbox + " reset; it must be changed at first sign-in");
                return;
            }
            tell(
                    "PIN of mailbox %s reset; the new one goes to %s and must be changed at first sign-in"
                            .formatted(mailbox, recipients(found)));
            tellOfMail(server);
        }

        private static String recipients(JsonNode mailbox) {
            var email = mailbox.path("email");
            return email.isTextual() ? email.asText() : "its NotifyAddresses";
        }
    }

    @Command(
            name = "lock",
            description = "Locks the mailbox until it is unlocked here.",
            mixinStandardHelpOptions = true)
    static final class Lock extends OfOne {
        @Override
        void run(Server server, JsonNode found) {
            server.send(of(found, "PUT", "lock"));
            if (found.path("pin").path("lockReason").asText("").equals("administrator")) {
                tell("mailbox " + mailbox + " was locked by an administrator already");
                return;
            }
            tell("mailbox " + mailbox + " locked");
            tellOfMail(server);
        }
    }

    @Command(
            name = "unlock",
            description = "Lifts the mailbox's lock and starts the count of failures anew.",
            mixinStandardHelpOptions = true)
    static final class Unlock extends OfOne {
        @Override
        void run(Server server, JsonNode found) {
            server.send(of(found, "DELETE", "lock"));
            var locked = found.path("pin").path("lockedOut").asBoolean();
            tell("mailbox " + mailbox + (locked ? " unlocked" : " was not locked"));
        }
    }

    /// The subcommands, for the command line to register.
    public static List<Callable<Integer>> commands() {
        return List.of(
                new Add(), new ListAll(), new Show(), new ResetPin(), new Lock(), new Unlock());
    }
}
