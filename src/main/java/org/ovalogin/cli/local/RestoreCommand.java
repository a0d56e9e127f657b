package org.ovalogin.cli.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.ovalogin.cli.terminal.Counted;
import org.ovalogin.cli.terminal.Progress;
import org.ovalogin.cli.terminal.TerminalInput;
import org.ovalogin.cli.terminal.UsageException;
import org.ovalogin.core.pin.Password;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `./ova restore`: a backup becomes an installation.
@Command(
        name = "restore",
        description = {
            "Makes an installation of a backup, where there is none yet: all of it or nothing.",
            "PINs that were changed since the backup open again as they were, and guesses spent since are given back: see --lock-all."
        },
        mixinStandardHelpOptions = true)
public final class RestoreCommand implements Callable<Integer> {
    private static final String WARNING =
            "PINs changed since the backup will open again as they were then, and guesses spent since are given back.";

    private final Copies copies;
    private final TerminalInput prompt;

    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What ./ova backup wrote.")
    Path file;

    @Mixin PlaceOptions place = new PlaceOptions();

    @Option(
            names = "--lock-all",
            negatable = true,
            fallbackValue = "true",
            description =
                    "Locks every mailbox until an administrator unlocks it or resets its PIN. Owners get no e-mail of it.")
    Optional<Boolean> lockAll;

    @Option(
            names = "--passphrase-file",
            paramLabel = "PATH",
            description =
                    "The passphrase is the first line of this file, mode 0600; else it is typed unseen, or a line of standard input.")
    Optional<Path> passphraseFile;

    public RestoreCommand(Copies copies) {
        this(copies, new TerminalInput(System.in));
    }

    RestoreCommand(Copies copies, TerminalInput prompt) {
        this.copies = copies;
        this.prompt = prompt;
    }

    @Override
    public Integer call() {
        try (var whole = WholeInput.of(file)) {
            file = whole.path();
            restore();
        }
        return 0;
    }

    private void restore() {
        var passphrase = passphrase();
        try {
            var lock = lockAll.orElseGet(this::offer);
            tell(restored(passphrase, lock), lock, spec.commandLine().getOut());
        } finally {
            passphrase.ifPresent(Password::close);
        }
    }

    /// A passphrase says that the backup is encrypted; a plain file in its place must not pass.
    private Optional<Password> passphrase() {
        if (copies.encrypted(file))
            return Optional.of(
                    LocalCommand.password(
                            passphraseFile
                                    .map(f -> TerminalInput.inFile(f, BackupCommand.PASSPHRASE))
                                    .orElseGet(() -> prompt.ask(BackupCommand.PASSPHRASE))));
        if (passphraseFile.isPresent() || prompt.waits())
            throw new UsageException(
                    "a passphrase was given, and the backup '%s' is not encrypted; allowed with one: what ./ova backup --encrypt wrote"
                            .formatted(file));
        return Optional.empty();
    }

    private Copies.Restored restored(Optional<Password> passphrase, boolean lock) {
        try (var bar = Progress.of("copying", spec.commandLine().getOut())) {
            return copies.restore(
                    place.place(),
                    file,
                    passphrase,
                    lock,
                    LocalCommand.actor(),
                    (_, done, of) -> bar.at(done, of));
        }
    }

    private boolean offer() {
        return prompt.somebody()
                && prompt.agreed(
                        WARNING + "\nLock every mailbox until an administrator unlocks it?");
    }

    private static void tell(Copies.Restored restored, boolean locked, PrintWriter out) {
        var held = restored.held();
        out.println("restored: " + BackupCommand.contents(held));
        out.printf(
                restored.keyTaken()
                        ? "key: the backup's, now in %s; keep a copy of it apart%n"
                        : "key: that in %s, which was there before%n",
                restored.keyFile());
        out.println("gone is what came after that: " + WARNING.replace("will open", "open"));
        out.println("accounts, their passwords and roles are those of then, too");
        out.printf(
                "dropped: sessions, links for a new PIN, and %s; ./ova account token makes new ones%n",
                Counted.of(restored.tokens(), "token", "tokens"));
        if (restored.letters() > 0)
            out.printf(
                    "%s any more, so that none is sent twice; owners' mailboxes are marked MailFailed%n",
                    Counted.of(
                            restored.letters(),
                            "e-mail that waited is not sent",
                            "e-mails that waited are not sent"));
        if (locked)
            out.printf(
                    "%s locked; a reset, or ./ova mailbox unlock, lets the owner in again%n",
                    Counted.of(restored.locked(), "mailbox", "mailboxes"));
        else
            out.println(
                    "no mailbox was locked by this; Get-UMMailbox -ResultSize Unlimited | Set-UMMailboxPIN -LockedOut $true locks them all");
    }
}
