package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.terminal.Counted;
import org.ovalogin.cli.terminal.Progress;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.cli.terminal.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./ova migrate`: moves an installation between SQLite and PostgreSQL.
@Command(
        name = "migrate",
        description = {
            "Moves an installation from SQLite to PostgreSQL or back: all of it or nothing.",
            "Stop its servers first. Where it was it stays as it is."
        },
        mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {
    private static final String FOLDER = "sqlite:";
    private static final String SERVER = "postgresql:";

    private final Copies copies;
    private final TerminalInput prompt;

    @Spec CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "PLACE",
            required = true,
            description = "sqlite:DIR, a data folder, or postgresql://HOST[:PORT]/NAME?sslmode=…")
    String from;

    @Option(
            names = "--to",
            paramLabel = "PLACE",
            required = true,
            description = "The other of the two. It must be empty.")
    String to;

    @Option(
            names = "--user",
            paramLabel = "ROLE",
            description = "The role in PostgreSQL (default: database.user of the configuration).")
    Optional<String> user;

    @Option(
            names = "--password-file",
            paramLabel = "PATH",
            description =
                    "Its password is the first line of this file, mode 0600 (default: database.passwordFile of the configuration, else typed unseen).")
    Optional<Path> passwordFile;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration (default: OVA_CONFIG, else ova.conf in the data folder, where there is one).")
    Optional<Path> config;

    public MigrateCommand(Copies copies) {
        this(copies, new TerminalInput(System.in));
    }

    MigrateCommand(Copies copies, TerminalInput prompt) {
        this.copies = copies;
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        var fromFolder = from.startsWith(FOLDER);
        var folder = fromFolder ? from : to;
        var url = fromFolder ? to : from;
        if (!folder.startsWith(FOLDER) || !url.startsWith(SERVER))
            throw new UsageException(
                    "from '%s' to '%s'; allowed: sqlite:DIR and postgresql://HOST[:PORT]/NAME, one of each"
                            .formatted(shown(from), shown(to)));
        var settings = new HashMap<String, String>();
        settings.put("database.url", url);
        user.ifPresent(role -> settings.put("database.user", role));
        passwordFile.ifPresent(f -> settings.put("database.passwordFile", f.toString()));
        var data = Path.of(folder.substring(FOLDER.length()));
        var place = new Copies.Place(data, config);
        var password = copies.roleWithoutPassword(place, settings).flatMap(this::password);
        var out = spec.commandLine().getOut();
        Copies.Moved moved;
        try (var bar = Progress.of("copying", out)) {
            moved =
                    copies.migrate(
                            place,
                            fromFolder,
                            settings,
                            password,
                            (_, done, of) -> bar.at(done, of));
        }
        tell(moved, fromFolder, data, url, out);
        return 0;
    }

    /// For this command alone: servers need it in a file.
    private Optional<String> password(String role) {
        return prompt.offered("password of %s in the database".formatted(role)).map(String::new);
    }

    /// Without user, password and options, which may have been typed into the address.
    private static String shown(String place) {
        return place.replaceFirst("//[^/]*@", "//…@").replaceFirst("\\?.*", "");
    }

    private void tell(
            Copies.Moved moved, boolean fromFolder, Path data, String url, PrintWriter out) {
        out.println("copied and compared: " + Counted.installation(moved.rows()));
        if (fromFolder) {
            out.printf("set in ova.conf of every server: database.url = \"%s\"%n", url);
            user.ifPresent(role -> out.printf("  database.user = \"%s\"%n", role));
            passwordFile.ifPresent(f -> out.printf("  database.passwordFile = \"%s\"%n", f));
            out.printf(
                    "%s is not read any more; start no server on it, or guesses are counted twice%n",
                    data.resolve("ova.db"));
        } else {
            out.printf(
                    "take database.url out of ova.conf; no server may use %s any more%n",
                    shown(url));
        }
        out.printf(
                "the key file %s is needed as before; every server needs a copy%n",
                moved.keyFile());
    }
}
