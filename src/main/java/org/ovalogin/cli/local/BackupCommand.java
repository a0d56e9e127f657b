package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.terminal.Counted;
import org.ovalogin.cli.terminal.Progress;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.cli.terminal.Times;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.pin.Password;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./ova backup`: the installation in one file, also while serve runs.
@Command(
        name = "backup",
        description = {
            "Copies the installation into one new file, also while serve runs.",
            "Without the key under which PINs are kept: keep a copy of that apart."
        },
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Callable<Integer> {
    static final String PASSPHRASE = "passphrase of the backup";

    /// Characters. Whoever has the file guesses at leisure, so it is as long as a password.
    private static final int SHORTEST = 12;

    private final Copies copies;
    private final TerminalInput prompt;

    @Spec CommandSpec spec;

    @Mixin PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--to",
            paramLabel = "FILE",
            required = true,
            description = "The file to write; it must not be there yet.")
    Path file;

    @Option(
            names = "--encrypt",
            description =
                    "Encrypts it under a passphrase, which is typed unseen, twice, or is a line of standard input.")
    boolean encrypt;

    @Option(
            names = "--with-key",
            description = "Puts the key file into it as well, and therefore encrypts it.")
    boolean withKey;

    @Option(
            names = "--passphrase-file",
            paramLabel = "PATH",
            description = "Encrypts it under the first line of this file, mode 0600.")
    Optional<Path> passphraseFile;

    public BackupCommand(Copies copies) {
        this(copies, new TerminalInput(System.in));
    }

    BackupCommand(Copies copies, TerminalInput prompt) {
        this.copies = copies;
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var encrypted = encrypt || withKey || passphraseFile.isPresent();
        var passphrase = encrypted ? Optional.of(passphrase()) : Optional.<Password>empty();
        try {
            tell(made(passphrase), encrypted, out);
        } finally {
            passphrase.ifPresent(Password::close);
        }
        return 0;
    }

    private Password passphrase() {
        var passphrase =
                LocalCommand.password(
                        passphraseFile
                                .map(file -> TerminalInput.inFile(file, PASSPHRASE))
                                .orElseGet(() -> prompt.choose(PASSPHRASE)));
        if (passphrase.length() < SHORTEST || passphrase.oneCharacterRepeated())
            throw new UsageException(
                    "the %s is too simple; allowed: %d characters and more, not one alone"
                            .formatted(PASSPHRASE, SHORTEST));
        return passphrase;
    }

    private Copies.Held made(Optional<Password> passphrase) {
        try (var bar = Progress.of("copying", spec.commandLine().getOut())) {
            return copies.backup(
                    place.place(),
                    file,
                    withKey,
                    passphrase,
                    LocalCommand.actor(),
                    (_, done, of) -> bar.at(done, of));
        }
    }

    private void tell(Copies.Held held, boolean encrypted, PrintWriter out) {
        out.printf("%s: %s%n", file, contents(held));
        out.println(
                encrypted
                        ? "it is encrypted: without its passphrase nobody can use it, you neither"
                        : "it is not encrypted: names, addresses and events can be read in it, PINs and passwords are sealed");
        var keys = String.join(", ", held.keys());
        if (held.withKey())
            out.printf("it holds key %s: keep it as well as you would keep the key%n", keys);
        else
            out.printf(
                    "it does not hold key %s, without which no PIN in it can be checked: keep a copy of the key file apart%n",
                    keys);
        out.println(
                "neither does it hold ova.conf, passwords of other servers, or the e-mails in mail/");
    }

    /// Contents of a backup, in a line.
    static String contents(Copies.Held held) {
        return "%s, as of %s (schema %s)"
                .formatted(
                        Counted.installation(held.rows()),
                        Times.shown(held.created()),
                        held.schema());
    }
}
