package org.ovalogin.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.client.Server;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.administration.OnSite;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Event;
import picocli.CommandLine;

/// `./ova mailbox` on a local data folder.
class MailboxCommandTest extends OnSite {
    private static final String WAITS = "the running server delivers the e-mail\n";

    @Test
    void addsAMailbox() {
        assertThat(run("add", "51239", "--email", "lea@example.com", "--name", "L\u00e9a"))
                .isEqualTo(
                        "mailbox 51239 of lea@example.com enabled in dial plan default\n" + WAITS);
        assertThat(run("list"))
                .containsPattern("EXTENSION +DIAL PLAN +NAME +E-MAIL +STATE")
                .containsPattern("51239 +default +L\u00e9a +lea@example.com +PIN to be changed");
        assertThat(refused("add", "51240", "--email", "x@example.com", "--language", "nl"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("language 'nl'; allowed: ");
        assertThat(refused("add", "1", "--email", "x@example.com")).isInstanceOf(NotDone.class);
    }

    @Test
    void addsOneWithoutAddressAndShowsItsPinOnce() {
        assertThat(run("add", "51241", "--no-email"))
                .matches(
                        "mailbox 51241 of 51241 enabled in dial plan default\\nPIN, shown this once: [0-9]{6}\\n");
        assertThat(run("list")).containsPattern("51241 +default +51241 +- +PIN to be changed");
        assertThat(run("show", "51241")).contains("default\\51241", ": none\n");
        assertThat(run("reset", "51241"))
                .matches(
                        "PIN, shown this once: [0-9]{6}\\nPIN of mailbox 51241 reset; it must be changed at first sign-in\\n");
        assertThat(site.mail()).isEmpty();
    }

    @Test
    void addsOneWithASharedAddressIfSaid() {
        assertThat(refused("add", "51242", "--email", "tony@contoso.com"))
                .isInstanceOf(NotDone.class)
                .hasMessageContaining("already belongs to Tony Smith");
        assertThat(run("add", "51242", "--email", "tony@contoso.com", "--shared"))
                .startsWith("mailbox 51242 of tony@contoso.com enabled");
        assertThat(run("show", "51242")).contains("AllowSharedAddress");
    }

    @Test
    void locksAndUnlocksOnce() {
        assertThat(run("unlock", "51234")).isEqualTo("mailbox 51234 was not locked\n");
        assertThat(run("lock", "51234")).isEqualTo("mailbox 51234 locked\n" + WAITS);
        assertThat(run("lock", "51234"))
                .isEqualTo("mailbox 51234 was locked by an administrator already\n");
        assertThat(run("show", "51234"))
                .contains("LockedOut       : true\n", "LockReason      : administrator\n")
                .contains("  Locked  by account tony from command line\n");
        assertThat(run("unlock", "51234", "--dialplan", "default"))
                .isEqualTo("mailbox 51234 unlocked\n");
        assertThat(site.events(Event.Name.LOCKED)).isEqualTo(1);
    }

    @Test
    void resetsAPin() {
        var address = site.mailbox().address().orElseThrow();
        assertThat(run("reset", address))
                .isEqualTo(
                        "PIN of mailbox %1$s reset; the new one goes to %1$s and must be changed at first sign-in\n"
                                        .formatted(address)
                                + WAITS);
        assertThat(site.events(Event.Name.PIN_RESET)).isEqualTo(1);
    }

    @Test
    void findsNobodyByAnEmptyName() {
        assertThat(refused("reset", ""))
                .isInstanceOf(ShellException.class)
                .hasMessage("no mailbox ''");
        assertThat(refused("reset", "*")).isInstanceOf(NotDone.class);
    }

    private String run(String... arguments) {
        var out = new StringWriter();
        var fault = new AtomicReference<Exception>();
        assertThat(execute(out, fault, arguments)).as("%s", fault).isZero();
        return out.toString();
    }

    private Exception refused(String... arguments) {
        var fault = new AtomicReference<Exception>();
        assertThat(execute(new StringWriter(), fault, arguments)).isEqualTo(1);
        return fault.get();
    }

    private int execute(StringWriter out, AtomicReference<Exception> fault, String... arguments) {
        var line = new CommandLine(new MailboxCommand((_, _) -> new Opened()));
        MailboxCommand.commands().forEach(line::addSubcommand);
        line.setOut(new PrintWriter(out));
        line.setExecutionExceptionHandler(
                (e, _, _) -> {
                    fault.set(e);
                    return 1;
                });
        var all = new java.util.ArrayList<>(java.util.List.of(arguments));
        all.addAll(java.util.List.of("--data", folder.toString()));
        return line.execute(all.toArray(String[]::new));
    }

    private final class Opened extends OpenedSite {
        private Opened() {
            super(site);
        }

        @Override
        public Server server(Actor actor) {
            return new DirectServer(site.administration, Actor.local("tony"));
        }
    }
}
