package org.ovalogin.cli.local;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.account.AccountDetails;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.Accounts.TokensThen;
import org.ovalogin.core.pin.Password;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./ova account …`: administrators' accounts of the local data folder, also while a server runs
/// on it.
@Command(
        name = "account",
        description =
                "Adds, lists, changes and removes administrators' accounts of the local data folder, also while serve runs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AccountCommand implements LocalCommand.Group {
    private final Installation.Opening opening;
    private final TerminalInput prompt;

    public AccountCommand(Installation.Opening opening) {
        this(opening, new TerminalInput(System.in));
    }

    AccountCommand(Installation.Opening opening, TerminalInput prompt) {
        this.opening = opening;
        this.prompt = prompt;
    }

    @Override
    public Installation.Opening opening() {
        return opening;
    }

    /// A command about one account.
    abstract static class OfOne extends LocalCommand {
        @Parameters(paramLabel = "NAME", description = "The account's name.")
        String name;

        TerminalInput prompt() {
            return ((AccountCommand) spec.parent().userObject()).prompt;
        }

        Password password() {
            return password(prompt().choose("password of " + name));
        }

        static Role role(String code) {
            return Role.of(code)
                    .orElseThrow(
                            () ->
                                    new UsageException(
                                            "role '%s'; allowed: %s".formatted(code, roles())));
        }

        private static String roles() {
            return Arrays.stream(Role.values()).map(Role::code).collect(Collectors.joining(", "));
        }

        static UUID mailbox(String identity, Installation installation) {
            return installation.administration().mailboxes().findExactly(identity).guid();
        }
    }

    @Command(
            name = "add",
            description = {
                "Adds an account.",
                "Its password is typed unseen, twice, or is a line of standard input."
            },
            mixinStandardHelpOptions = true)
    static final class Add extends OfOne {
        @Option(
                names = "--role",
                paramLabel = "ROLE",
                required = true,
                description = "administrator, helpdesk or auditor.")
        String role;

        @Option(
                names = "--email",
                paramLabel = "ADDRESS",
                description = "Whose e-mail address; the mailbox that has it is theirs.")
        Optional<String> address;

        @Option(
                names = "--mailbox",
                paramLabel = "IDENTITY",
                description = "Their mailbox, where its address is another.")
        Optional<String> mailbox;

        @Override
        void run(Installation installation) {
            var details =
                    new AccountDetails(
                            role(role), address, mailbox.map(m -> mailbox(m, installation)), true);
            var accounts = installation.administration().accounts();
            try (var password = password()) {
                var account = accounts.add(name, details, password, actor());
                out().printf("account %s added, role %s%n", account.name(), account.role().code());
            }
        }
    }

    @Command(name = "list", description = "Lists all accounts.", mixinStandardHelpOptions = true)
    static final class ListAll extends LocalCommand {
        @Override
        void run(Installation installation) {
            var administration = installation.administration();
            AccountTable.print(administration.accounts().all(actor()), out());
        }
    }

    @Command(
            name = "unlock",
            description = "Lets the account sign in again at once after failures.",
            mixinStandardHelpOptions = true)
    static final class Unlock extends OfOne {
        @Override
        void run(Installation installation) {
            installation.administration().accounts().liftDelay(name, actor());
            out().printf("account %s can sign in again without delay%n", name);
        }
    }

    @Command(
            name = "password",
            description = {
                "Sets the account's password, and ends its sessions and tokens.",
                "It is typed unseen, twice, or is a line of standard input."
            },
            mixinStandardHelpOptions = true)
    static final class SetPassword extends OfOne {
        @Option(names = "--keep-tokens", description = "Leaves the account's tokens good.")
        boolean keepTokens;

        @Override
        void run(Installation installation) {
            var accounts = installation.administration().accounts();
            var account = accounts.find(name, actor());
            try (var password = password()) {
                var tokens = keepTokens ? TokensThen.STAY : TokensThen.END;
                accounts.setPassword(account.name(), password, tokens, actor());
            }
            out().printf(
                            "password of account %s set; its sessions%s have ended%n",
                            account.name(), keepTokens ? "" : " and tokens");
        }
    }

    @Command(
            name = "change",
            description = "Changes what is given.",
            mixinStandardHelpOptions = true)
    static final class Change extends OfOne {
        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "administrator, helpdesk or auditor.")
        Optional<String> role;

        @Option(
                names = "--email",
                paramLabel = "ADDRESS",
                description = "Whose e-mail address; '' for none.")
        Optional<String> address;

        @Option(
                names = "--mailbox",
                paramLabel = "IDENTITY",
                description = "Their mailbox; '' for none.")
        Optional<String> mailbox;

        @Option(names = "--enable", description = "Lets the account sign in.")
        boolean enable;

        @Option(names = "--disable", description = "Keeps the account out and ends its sessions.")
        boolean disable;

        @Override
        void run(Installation installation) {
            if (enable && disable)
                throw new UsageException("--enable and --disable exclude each other");
            if (role.isEmpty() && address.isEmpty() && mailbox.isEmpty() && !enable && !disable)
                throw new UsageException(
                        "nothing to change: give --role, --email, --mailbox, --enable or --disable");
            var wanted = role.map(OfOne::role);
            var theirs = mailbox.filter(m -> !m.isEmpty()).map(m -> mailbox(m, installation));
            var account =
                    installation
                            .administration()
                            .accounts()
                            .change(name, now -> changed(now, wanted, theirs), actor());
            out().printf(
                            "account %s: role %s, %s%n",
                            account.name(),
                            account.role().code(),
                            account.enabled() ? "enabled" : "disabled");
        }

        private AccountDetails changed(
                AccountDetails now, Optional<Role> wanted, Optional<UUID> theirs) {
            return new AccountDetails(
                    wanted.orElse(now.role()),
                    address.isPresent() ? address.filter(a -> !a.isEmpty()) : now.address(),
                    mailbox.isPresent() ? theirs : now.mailbox(),
                    enable || (now.enabled() && !disable));
        }
    }

    @Command(
            name = "remove",
            description = "Removes the account with its sessions and tokens.",
            mixinStandardHelpOptions = true)
    static final class Remove extends OfOne {
        @Option(names = "--yes", description = "Does not ask first.")
        boolean yes;

        @Override
        void run(Installation installation) {
            var accounts = installation.administration().accounts();
            var account = accounts.find(name, actor());
            if (!yes && !prompt().agreed("Remove account " + account.name() + "?")) {
                out().printf("account %s stays%n", account.name());
                return;
            }
            accounts.remove(account.name(), actor());
            out().printf("account %s removed%n", account.name());
        }
    }

    @Command(
            name = "token",
            description = "Makes a token for a program; the last line is the token, shown once.",
            mixinStandardHelpOptions = true)
    static final class MakeToken extends OfOne {
        @Option(
                names = "--name",
                paramLabel = "TEXT",
                required = true,
                description = "What it is for.")
        String purpose;

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "A lesser one than the account's (default: the account's).")
        Optional<String> role;

        @Option(
                names = "--days",
                paramLabel = "N",
                defaultValue = "90",
                description = "How long it is good for (default: ${DEFAULT-VALUE}).")
        int days;

        @Override
        void run(Installation installation) {
            var administration = installation.administration();
            var account = administration.accounts().find(name, actor());
            var issued =
                    administration
                            .tokens()
                            .issue(account, purpose, role.map(OfOne::role), days, actor());
            var token = issued.token();
            out().printf(
                            "token '%s' of account %s, role %s, good until %s; it is not shown again:%n%s%n",
                            token.name(),
                            account.name(),
                            token.grant().role().code(),
                            AccountTable.seconds(token.lifetime().expiresAt()),
                            issued.secret());
        }
    }

    /// The subcommands, for the command line to register.
    public static List<Callable<Integer>> commands() {
        return List.of(
                new Add(),
                new ListAll(),
                new Unlock(),
                new SetPassword(),
                new Change(),
                new Remove(),
                new MakeToken());
    }
}
