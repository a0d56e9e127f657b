package org.ovalogin.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.ovalogin.pin.Vault;
import org.ovalogin.pin.VaultKey;

/// The file with the keys under which PINs are kept: a line `<id> <secret in base64>` for each, the
/// first being the one in use. Made once, when there is neither file nor anything sealed, and never
/// again.
public final class KeyFile {
    private static final String HEADER =
            """
            # The keys of ova-login. Without this file no PIN in the database can be checked, and with it they can be guessed:
            # keep a copy of it, apart from copies of the database.
            """;

    private final Path path;
    private final Database database;

    public KeyFile(Path path, Database database) {
        this.path = path;
        this.database = database;
    }

    /// Reads the file, makes it for a database that has never seen a key, and holds it against the
    /// database.
    ///
    /// @throws SetUpException when the file is missing, readable by others, damaged, or not the
    ///   database's
    public Vault open(SecureRandom random) {
        var known = database.writer().withHandle(handle -> KnownKey.all(handle));
        if (Files.notExists(path)) {
            if (!known.isEmpty()) throw missing(known);
            create(VaultKey.generate(random));
        }
        var keys = read();
        var agreed = database.alone(handle -> KnownKey.register(handle, keys.getFirst()));
        for (var key : agreed) requireSame(key, keys);
        return new Vault(keys.getFirst(), keys);
    }

    private void create(VaultKey key) {
        var secret = key.secret();
        var draft = path.resolveSibling(path.getFileName() + ".new-" + key.id());
        try {
            var text = HEADER + key.id() + " " + Base64.getEncoder().encodeToString(secret) + "\n";
            var ownerOnly =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            try (var out =
                    FileChannel.open(
                            draft,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            ownerOnly)) {
                out.write(StandardCharsets.US_ASCII.encode(text));
                out.force(true);
            }
            // A link appears whole or not at all, and never in place of a file that is there.
            Files.createLink(path, draft);
            // Before the database knows the key, which then is the only one that will do.
            try (var folder = FileChannel.open(path.toAbsolutePath().getParent())) {
                folder.force(true);
            }
        } catch (FileAlreadyExistsException _) {
            // Another server was first; its key is read in what follows.
        } catch (IOException e) {
            throw new SetUpException(
                    "the key file '%s' can't be written: %s".formatted(path, DataFolder.reason(e)),
                    "see to the folder",
                    e);
        } finally {
            Arrays.fill(secret, (byte) 0);
            delete(draft);
        }
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<VaultKey> read() {
        var keys = new ArrayList<VaultKey>();
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            if (!mode.endsWith("------")) {
                throw new SetUpException(
                        "the key file '%s' has mode %s; allowed is rw-------".formatted(path, mode),
                        "chmod 600 " + path);
            }
            for (var line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
                if (!line.isBlank() && !line.startsWith("#")) keys.add(key(line));
            }
        } catch (IOException e) {
            throw new SetUpException(
                    "the key file '%s' can't be read: %s".formatted(path, DataFolder.reason(e)),
                    "restore it from its copy",
                    e);
        }
        if (keys.isEmpty()) throw damaged();
        return keys;
    }

    private VaultKey key(String line) {
        var parts = line.strip().split(" +", -1);
        if (parts.length != 2) throw damaged();
        try {
            return new VaultKey(parts[0], Base64.getDecoder().decode(parts[1]));
        } catch (IllegalArgumentException _) {
            throw damaged(); // not chained: a message about the line could quote it
        }
    }

    private void requireSame(KnownKey known, List<VaultKey> keys) {
        var same =
                keys.stream()
                        .anyMatch(
                                key ->
                                        key.id().equals(known.id())
                                                && key.checkValue().equals(known.checkValue()));
        if (!same) {
            throw new SetUpException(
                    "the key file '%s' does not hold the key '%s' of this database"
                            .formatted(path, known.id()),
                    "put the database's own key file in its place, a copy from a server that has it; with another one no PIN can be checked");
        }
    }

    private SetUpException missing(List<KnownKey> known) {
        return new SetUpException(
                "the key file '%s' is missing, and the database holds PINs sealed under key '%s'"
                        .formatted(path, known.getFirst().id()),
                "copy it from another server of this database, or restore it from its copy; a new one could not check any PIN");
    }

    private SetUpException damaged() {
        return new SetUpException(
                "the key file '%s' is damaged".formatted(path), "restore it from its copy");
    }
}
