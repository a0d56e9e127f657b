package org.ovalogin.cli.moving;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ovalogin.cli.terminal.ShellException;

/// The folder of Asterisk's voice mail, in which a box may keep its password
/// (`passwordlocation=spooldir`): `CONTEXT/MAILBOX/secret.conf`.
record SpoolFolder(Path path) {
    private static final Path USUAL = Path.of("/var/spool/asterisk");

    /// @param folder with `asterisk.conf`, which may name another one
    static SpoolFolder of(Path folder) {
        var asterisk = folder.resolve("asterisk.conf");
        var named =
                Files.isRegularFile(asterisk)
                        ? AsteriskConfig.read(asterisk).option("directories", "astspooldir")
                        : Optional.<ConfigEntry>empty();
        return new SpoolFolder(
                named.map(e -> folder.resolve(e.value())).orElse(USUAL).resolve("voicemail"));
    }

    /// Empty where the box has none; then the one in voicemail.conf counts.
    ///
    /// @throws ShellException where the folder is not there, or a file can't be read: the other
    ///   password may be an old one
    Optional<String> password(String context, String number) {
        if (!Files.isDirectory(path))
            throw ShellException.failed(
                    "passwordlocation=spooldir, but the folder %s is not there".formatted(path),
                    "run it on Asterisk's host, or name a copy of the folder as astspooldir in an asterisk.conf beside the file");
        if (!plain(context) || !plain(number)) return Optional.empty();
        var file = path.resolve(context).resolve(number).resolve("secret.conf");
        return Files.notExists(file)
                ? Optional.empty()
                : AsteriskConfig.read(file).option("general", "password").map(ConfigEntry::value);
    }

    private static boolean plain(String name) {
        return !name.isEmpty() && name.indexOf('/') < 0 && !name.startsWith(".");
    }
}
