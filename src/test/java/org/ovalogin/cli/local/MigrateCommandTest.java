package org.ovalogin.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ovalogin.cli.shell.Typist;
import org.ovalogin.cli.terminal.Progress;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.pin.Password;
import picocli.CommandLine;

class MigrateCommandTest {
    private final Moving copies = new Moving();
    private final StringWriter out = new StringWriter();

    private String migrate(TerminalInput input) {
        var line = new CommandLine(new MigrateCommand(copies, input));
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        assertThat(line.execute("--from", "sqlite:data", "--to", "postgresql://localhost/ova"))
                .isZero();
        return out.toString();
    }

    @Test
    void passwordThatNoFileHasIsTypedUnseen() {
        var typist = new Typist("5ecret");
        assertThat(migrate(typist.input())).doesNotContain("5ecret");
        assertThat(typist.prompts())
                .containsExactly("Password of ova in the database, if there is one: ");
        assertThat(copies.password).contains("5ecret");
    }

    @Test
    void aRoleMayHaveNone() {
        migrate(new Typist("").input());
        assertThat(copies.password).isEmpty();
    }

    @Test
    void nobodyIsAskedWhereAFileHasIt() {
        copies.role = Optional.empty();
        var typist = new Typist("5ecret");
        migrate(typist.input());
        assertThat(typist.prompts()).isEmpty();
    }

    @Test
    void standardInputIsLeftAlone() {
        var line = new ByteArrayInputStream("5ecret\n".getBytes(StandardCharsets.UTF_8));
        migrate(new TerminalInput(line));
        assertThat(copies.password).isEmpty();
        assertThat(line.available()).isEqualTo("5ecret\n".length());
    }

    @Test
    void oneIsCountedAsOne() {
        copies.rows = Map.of("mailbox", 1L, "account", 2L);
        assertThat(migrate(new Typist("").input()))
                .contains("copied and compared: 1 mailbox, 2 accounts, 0 events\n");
    }

    /// Remembers what it is to move with.
    private static final class Moving implements Copies {
        private Optional<String> role = Optional.of("ova");
        private Optional<String> password = Optional.of("none was asked for yet");
        private Map<String, Long> rows = Map.of();

        @Override
        public Moved migrate(
                Place folder,
                boolean fromFolder,
                Map<String, String> settings,
                Optional<String> password,
                Progress progress) {
            this.password = password;
            return new Moved(Path.of("key"), rows);
        }

        @Override
        public Optional<String> roleWithoutPassword(Place folder, Map<String, String> settings) {
            return role;
        }

        @Override
        public Held backup(
                Place place,
                Path file,
                boolean withKey,
                Optional<Password> passphrase,
                Actor actor,
                Progress progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean encrypted(Path file) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Restored restore(
                Place place,
                Path file,
                Optional<Password> passphrase,
                boolean lockAll,
                Actor actor,
                Progress progress) {
            throw new UnsupportedOperationException();
        }
    }
}
