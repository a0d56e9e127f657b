package org.ovalogin.cli.moving;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ovalogin.cli.terminal.ExitCodes;
import org.ovalogin.cli.terminal.Quote;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.core.moving.Realtime;
import org.ovalogin.core.moving.RealtimePlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `./ova import realtime JDBC-URL`.
@Command(
        name = "realtime",
        description =
                "Boxes of Asterisk's realtime table, in PostgreSQL, MariaDB or MySQL. Nothing is changed there.",
        mixinStandardHelpOptions = true)
final class RealtimeImport extends ImportFrom {
    private static final String WHAT = "password of the realtime database";

    private final Realtime realtime;
    private final TerminalInput prompt;

    @Parameters(
            paramLabel = "JDBC-URL",
            description =
                    "jdbc:postgresql://HOST[:PORT]/NAME or jdbc:mariadb://HOST[:PORT]/NAME, without a password.")
    String url;

    @Option(names = "--user", paramLabel = "ROLE", description = "The role in that database.")
    Optional<String> user = Optional.empty();

    @Option(
            names = "--password-file",
            paramLabel = "PATH",
            description =
                    "The password is the first line of this file, mode 0600 (default: typed unseen).")
    Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--table",
            paramLabel = "NAME",
            description =
                    "The table that extconfig.conf names (default: voicemail, else voicemail_users).")
    Optional<String> table = Optional.empty();

    @Option(
            names = "--write-closed",
            paramLabel = "OUT",
            description = "Writes the SQL statements that close all boxes to this new file.")
    Optional<Path> closed = Optional.empty();

    RealtimeImport(Realtime realtime, TerminalInput prompt) {
        this.realtime = realtime;
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        options.rules();
        var files = closed.map(ClosedFiles::new);
        files.ifPresent(ClosedFiles::refuseExisting);
        new RealtimeAddress(url).warning().ifPresent(out()::println);
        var reader = read();
        var code = run(reader.read(), "the table " + reader.table());
        if (code != ExitCodes.DONE || files.isEmpty()) return code;
        files.get()
                .write(
                        closed.get(),
                        reader.closingSql().getBytes(StandardCharsets.UTF_8),
                        PosixFilePermissions.fromString("rw-------"));
        return tell(reader.open());
    }

    private RealtimeReader read() {
        var password =
                passwordFile
                        .map(file -> TerminalInput.inFile(file, WHAT))
                        .or(() -> user.flatMap(_ -> prompt.offered(WHAT)));
        try {
            return new RealtimeReader(realtime.read(new RealtimePlace(url, user, password, table)));
        } finally {
            password.ifPresent(p -> Arrays.fill(p, ' '));
        }
    }

    private int tell(List<String> open) {
        out().printf("wrote the statements to %s; look at them, then run them%n", closed.get());
        open.forEach(line -> out().println(Quote.printable(line)));
        return open.isEmpty() ? ExitCodes.DONE : ShellException.Kind.FAILED.exitCode();
    }
}
