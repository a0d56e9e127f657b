package org.ovalogin.storage.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.ovalogin.core.vault.VaultKey;

/// The file with the keys under which secrets are sealed: a line `<id> <secret in base64>` for
/// each. The database says which key is in use. The file is only ever replaced as a whole.
public final class KeyFile {
    private static final String HEADER =
            """
            # The keys of ova-login. Without this file no PIN in the database can be checked, and with it they can be guessed:
            # keep a copy of it, apart from copies of the database.
            """;

    private final Path path;

    public KeyFile(Path path) {
        this.path = path;
    }

    boolean missing() {
        return Files.notExists(path);
    }

    /// Changes whenever the file does, its mode included.
    ///
    /// @return empty: it is not there
    Optional<String> state() {
        try {
            return Optional.of(Files.readAttributes(path, "unix:ino,size,mode,ctime").toString());
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    /// Makes the file with a new key if there is none.
    void create(SecureRandom random) {
        var key = VaultKey.generate(random);
        var draft = draft(key.id());
        try {
            write(draft, HEADER + line(key));
            // A link appears whole or not at all, and never in place of a file that is there.
            Files.createLink(path, draft);
            // First the disk, then the database: once it knows the key, no other will do.
            syncFolder(path);
        } catch (FileAlreadyExistsException _) {
            // Another server was first; its key is read in what follows.
        } catch (IOException e) {
            throw notWritten(e);
        } finally {
            delete(draft);
        }
    }

    /// Copies another key file, perhaps from another disk, if there is none here. The copy is on
    /// the disk when this returns.
    ///
    /// @throws SetUpException when it can't be written
    public void install(Path other) {
        var draft = draft("restored");
        try {
            Files.deleteIfExists(draft); // of one that was killed
            write(draft, Files.readString(other, StandardCharsets.US_ASCII));
            try {
                // appears whole or not at all, and never in place of a file that is there
                Files.createLink(path, draft);
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (FileSystemException | UnsupportedOperationException _) {
                // Some disks know no links.
                if (Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                    throw new FileAlreadyExistsException(path.toString());
                Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
            }
            syncFolder(path);
        } catch (IOException e) {
            throw notWritten(e);
        } finally {
            delete(draft);
        }
    }

    /// Adds a new key, which is on the disk when this returns.
    public VaultKey add() {
        var key = VaultKey.generate(new SecureRandom());
        replace(text -> text + (text.endsWith("\n") ? "" : "\n") + line(key), key.id());
        return key;
    }

    public void remove(String id) {
        Predicate<String> others = line -> line.startsWith("#") || !line.startsWith(id + " ");
        replace(text -> String.join("\n", text.lines().filter(others).toList()) + "\n", id);
    }

    private void replace(UnaryOperator<String> edit, String id) {
        var draft = draft(id);
        try {
            var target = path.toRealPath(); // a link stays one
            write(draft, edit.apply(Files.readString(target, StandardCharsets.US_ASCII)));
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(target);
        } catch (IOException e) {
            throw notWritten(e);
        } finally {
            delete(draft);
        }
    }

    /// A file beside the key file, so that it can be moved into its place.
    private Path draft(String id) {
        var target = path;
        try {
            target = path.toRealPath();
        } catch (IOException _) {
            // not there yet
        }
        return target.resolveSibling(target.getFileName() + ".new-" + id);
    }

    private static String line(VaultKey key) {
        var secret = key.secret();
        try {
            return key.id() + " " + Base64.getEncoder().encodeToString(secret) + "\n";
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void write(Path draft, String text) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var out =
                FileChannel.open(
                        draft,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly)) {
            var bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) out.write(bytes);
            out.force(true);
        }
    }

    private static void syncFolder(Path file) throws IOException {
        try (var folder = FileChannel.open(file.toAbsolutePath().getParent())) {
            folder.force(true);
        }
    }

    private SetUpException notWritten(IOException e) {
        return new SetUpException(
                "the key file '%s' can't be written: %s".formatted(path, DataFolder.reason(e)),
                "see to the folder",
                e);
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads the keys, at least one.
    ///
    /// @throws SetUpException when the file is missing, readable by others, or damaged
    public List<VaultKey> read() {
        var keys = new ArrayList<VaultKey>();
        try {
            var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            if (!mode.endsWith("------")) {
                throw new SetUpException(
                        "the key file '%s' has mode %s; allowed: rw-------".formatted(path, mode),
                        "chmod 600 " + path);
            }
            for (var line : Files.readAllLines(path, StandardCharsets.US_ASCII)) {
                if (!line.isBlank() && !line.startsWith("#")) keys.add(key(line));
            }
        } catch (NoSuchFileException e) {
            throw new SetUpException(
                    "the key file '%s' is missing".formatted(path), "restore it from its copy", e);
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
        var secret = new byte[0];
        try {
            secret = Base64.getDecoder().decode(parts[1]);
            return new VaultKey(parts[0], secret);
        } catch (IllegalArgumentException _) {
            throw damaged(); // not chained: a message about the line could quote it
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private SetUpException damaged() {
        return new SetUpException(
                "the key file '%s' is damaged".formatted(path), "restore it from its copy");
    }

    /// Names a file beside the key file.
    Path beside(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
