package org.ovalogin.cli.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.shell.Typist;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Role;
import org.ovalogin.core.administration.AccountSignIn.Result;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.administration.Site;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.pin.Password;
import picocli.CommandLine;

class AccountCommandTest extends OnSite {
    private static final String PASSWORD = "correct horse battery";
    private static final String OTHER = "staple under the bridge";

    /// What it prints, where it does what it is told.
    private String run(TerminalInput input, String... arguments) {
        var out = new StringWriter();
        assertThat(execute(input, out, new AtomicReference<>(), arguments)).isZero();
        return out.toString();
    }

    private Exception refused(TerminalInput input, String... arguments) {
        var out = new StringWriter();
        var fault = new AtomicReference<Exception>();
        assertThat(execute(input, out, fault, arguments)).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        return fault.get();
    }

    private int execute(
            TerminalInput input,
            StringWriter out,
            AtomicReference<Exception> fault,
            String... arguments) {
        var line = new CommandLine(new AccountCommand((_, _) -> new OpenedSite(site), input));
        AccountCommand.commands().forEach(line::addSubcommand);
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler(
                (e, _, _) -> {
                    fault.set(e);
                    return 1;
                });
        return line.execute(arguments);
    }

    private static final TerminalInput NOBODY = piped("");

    private String run(String... arguments) {
        return run(NOBODY, arguments);
    }

    private String add(String name, String... more) {
        var arguments = new ArrayList<>(List.of("add", name));
        arguments.addAll(List.of(more));
        return run(piped(PASSWORD + "\n"), arguments.toArray(String[]::new));
    }

    private static TerminalInput piped(String text) {
        return new TerminalInput(stream(text));
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private Account account(String name) {
        return site.administration.accounts().find(name, Site.ADMINISTRATOR);
    }

    private Result signIn(String name, String password) {
        return site.administration.signIn().attempt(name, Password.of(password), "10.1.2.3");
    }

    @Nested
    class Add {
        @Test
        void takesThePasswordFromStandardInput() {
            assertThat(add("tony", "--role", "Administrator"))
                    .isEqualTo("account tony added, role administrator\n");
            assertThat(signIn("tony", PASSWORD)).isInstanceOf(Result.In.class);
        }

        @Test
        void orTypedTwice() {
            run(new Typist(PASSWORD, PASSWORD).input(), "add", "tony", "--role", "helpdesk");
            assertThat(signIn("tony", PASSWORD)).isInstanceOf(Result.In.class);
        }

        @Test
        void knowsWhoseMailboxIsTheirs() {
            add("tony", "--role", "auditor", "--email", "tony@contoso.com", "--mailbox", "51234");
            var mailbox = site.administration.mailboxes().find("tonysmith");
            assertThat(account("tony"))
                    .returns(Role.AUDITOR, Account::role)
                    .returns(Optional.of("tony@contoso.com"), Account::address)
                    .returns(Optional.of(mailbox.guid()), Account::mailbox);
        }

        @Test
        void refusesWhatIsNotAllowedAndAddsNothing() {
            var input = piped(PASSWORD);
            assertThat(refused(input, "add", "tony", "--role", "boss"))
                    .isInstanceOf(UsageException.class)
                    .hasMessage("role 'boss'; allowed: administrator, helpdesk, auditor");
            assertThat(refused(piped("short\n"), "add", "tony", "--role", "helpdesk"))
                    .isInstanceOf(NotDone.class)
                    .hasMessageContaining("12 to 128")
                    .hasMessageNotContaining("short");
            assertThat(refused(NOBODY, "add", "tony", "--role", "helpdesk"))
                    .isInstanceOf(UsageException.class);
            assertThat(refused(input, "add", "tony", "--role", "auditor", "--mailbox", "nobody"))
                    .isInstanceOf(NotDone.class)
                    .hasMessageContaining("nobody");
            assertThat(site.administration.accounts().none()).isTrue();
        }

        @Test
        void hasNoOptionForThePassword() {
            var line = new CommandLine(new AccountCommand((_, _) -> new OpenedSite(site), NOBODY));
            AccountCommand.commands().forEach(line::addSubcommand);
            assertThat(line.getSubcommands().values())
                    .hasSize(7)
                    .allSatisfy(
                            c -> assertThat(c.getCommandSpec().findOption("--password")).isNull());
        }
    }

    @Nested
    class OfAnAccount {
        @BeforeEach
        void addTwo() {
            add("tony", "--role", "administrator", "--email", "tony@contoso.com");
            add("tina", "--role", "helpdesk");
        }

        @Test
        void allAreListed() {
            run("change", "tina", "--disable");
            assertThat(run("list").lines())
                    .hasSize(3)
                    .anyMatch(l -> l.matches("NAME +ROLE +E-MAIL +STATE +LAST SIGN-IN"))
                    .anyMatch(
                            l -> l.matches("tony +administrator +tony@contoso.com +enabled +never"))
                    .anyMatch(l -> l.matches("tina +helpdesk +- +disabled +never"));
        }

        @Test
        void delaysAreLifted() {
            for (var i = 0; i < 4; i++) signIn("tony", OTHER);
            assertThat(signIn("tony", PASSWORD)).isInstanceOf(Result.Delayed.class);
            assertThat(run("unlock", "tony")).contains("can sign in again");
            assertThat(signIn("tony", PASSWORD)).isInstanceOf(Result.In.class);
        }

        @Test
        void thePasswordIsSet() {
            assertThat(run(piped(OTHER), "password", "tony")).doesNotContain(OTHER);
            assertThat(signIn("tony", PASSWORD)).isInstanceOf(Result.Refused.class);
            assertThat(signIn("tony", OTHER)).isInstanceOf(Result.In.class);
            assertThat(refused(piped(OTHER), "password", "nobody")).isInstanceOf(NotDone.class);
        }

        @Test
        void onlyWhatIsGivenChanges() {
            assertThat(run("change", "tony", "--mailbox", "51234"))
                    .isEqualTo("account tony: role administrator, enabled\n");
            assertThat(account("tony").address()).contains("tony@contoso.com");
            assertThat(account("tony").mailbox()).isPresent();
            run("change", "tony", "--email", "", "--mailbox", "");
            assertThat(account("tony").address()).isEmpty();
            assertThat(account("tony").mailbox()).isEmpty();
            run("change", "tina", "--role", "administrator", "--disable");
            assertThat(account("tina")).returns(Role.ADMINISTRATOR, Account::role);
            assertThat(signIn("tina", PASSWORD)).isInstanceOf(Result.Refused.class);
            run("change", "tina", "--enable");
            assertThat(signIn("tina", PASSWORD)).isInstanceOf(Result.In.class);
        }

        @Test
        void aChangeSaysWhatToChange() {
            assertThat(refused(NOBODY, "change", "tina")).isInstanceOf(UsageException.class);
            assertThat(refused(NOBODY, "change", "tina", "--enable", "--disable"))
                    .isInstanceOf(UsageException.class);
            assertThat(refused(NOBODY, "change", "tony", "--role", "auditor"))
                    .isInstanceOf(NotDone.class)
                    .hasMessageContaining("only administrator");
        }

        @Test
        void itIsRemovedWhenSomebodySaysSo() {
            assertThat(run(new Typist("n").input(), "remove", "tina")).contains("stays");
            assertThat(refused(NOBODY, "remove", "tina")).isInstanceOf(UsageException.class);
            assertThat(account("tina").enabled()).isTrue();
            run(new Typist("y").input(), "remove", "tina");
            assertThat(refused(NOBODY, "remove", "tina", "--yes")).isInstanceOf(NotDone.class);
            assertThat(refused(NOBODY, "remove", "tony", "--yes")).isInstanceOf(NotDone.class);
        }

        @Test
        void aTokenIsTheLastLine() {
            var printed =
                    run("token", "tony", "--name", "backup", "--role", "auditor", "--days", "3");
            var secret = printed.lines().reduce("", (_, last) -> last);
            assertThat(printed).contains("token 'backup' of account tony, role auditor");
            var bearer = site.administration.tokens().bearer(secret, "10.1.2.3");
            assertThat(bearer)
                    .hasValueSatisfying(
                            b -> assertThat(b.rights()).isEqualTo(Role.AUDITOR.rights()));
            site.clock.pass(Duration.ofDays(3));
            assertThat(site.administration.tokens().bearer(secret, "10.1.2.3")).isEmpty();
        }
    }
}
