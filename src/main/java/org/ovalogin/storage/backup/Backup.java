package org.ovalogin.storage.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.vault.SealingStream;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultContext;
import org.ovalogin.storage.backup.TableDigest.Sum;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.FolderLock;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.KnownKey;
import org.ovalogin.storage.database.SetUpException;

/// Copies an installation into one file, even while servers use it: the database's state at one
/// moment. Everything sealed in it stays sealed. For one thread.
public final class Backup {
    /// The manifest is sealed under the installation's key, so nobody without the key can forge or
    /// change a backup.
    static final VaultContext SEAL = VaultContext.of("backup");

    private final Database database;
    private final DataFolder folder;
    private final Path keyFile;
    private final String release;
    private final CopyProgress progress;

    public Backup(
            Database database,
            DataFolder folder,
            Path keyFile,
            String release,
            CopyProgress progress) {
        this.database = database;
        this.folder = folder;
        this.keyFile = keyFile;
        this.release = release;
        this.progress = progress;
    }

    /// Writes the file with mode 0600, completely or not at all, and never over another file; into
    /// a pipe once it is complete. The intermediate copy is made in the data folder: if the file is
    /// sealed, no clear data comes near it, not even if the process is killed. Deletes the copy
    /// that a killed process left.
    ///
    /// @param withKey includes the key; needs a passphrase
    /// @param passphrase seals the file; empty: the file is in clear, except for the texts sealed
    ///   in the database
    /// @throws SetUpException if the file can't be written, the key is not in order, or another
    ///   backup is being made
    public Manifest write(Path file, boolean withKey, Optional<Password> passphrase, Instant now) {
        if (withKey && passphrase.isEmpty())
            throw new IllegalArgumentException("only a sealed backup may contain a key");
        var pipe = Files.exists(file) && isPipe(file);
        if (Files.exists(file) && !pipe) throw exists(file);
        try (var ring = KeyRing.open(keyFile, database, new SecureRandom());
                var _ = FolderLock.ofBackups(folder);
                var clear = WorkFolder.at(folder.copying());
                var work =
                        pipe
                                ? WorkFolder.at(clear.path().resolve("out"))
                                : WorkFolder.beside(file)) {
            var copy = clear.path().resolve(BackupArchive.DATABASE);
            var manifest = manifest(copy, copy(copy), withKey, now);
            var archive = work.path().resolve("archive");
            try (var out = sealed(BackupArchive.create(archive), passphrase)) {
                write(out, manifest, new Vault(ring), copy);
            }
            if (passphrase.isEmpty()) BackupArchive.addDigest(archive);
            if (pipe) send(archive, file);
            else publish(archive, file);
            return manifest;
        } catch (IOException e) {
            throw new SetUpException(
                    "the backup '%s' can't be written: %s".formatted(file, DataFolder.reason(e)),
                    "check the folder and its disk",
                    e);
        }
    }

    private Map<String, Sum> copy(Path to) {
        try (var portable = Database.sqlite(to)) {
            return new DatabaseCopy(progress).copy(database, portable);
        }
    }

    private Manifest manifest(Path copy, Map<String, Sum> tables, boolean withKey, Instant now)
            throws IOException {
        String schema;
        List<KnownKey> keys;
        // read from the copy, so that everything is of one moment
        try (var portable = Database.sqlite(copy)) {
            schema = portable.schema();
            keys = portable.reader().withHandle(handle -> KnownKey.all(handle));
        }
        return new Manifest(
                now,
                release,
                new Manifest.Keys(
                        keys.stream().filter(key -> !key.retired()).map(KnownKey::id).toList(),
                        withKey),
                new Manifest.Content(
                        schema,
                        Files.size(copy),
                        BackupArchive.hex(BackupArchive.digest(copy, Files.size(copy))),
                        tables));
    }

    private static OutputStream sealed(OutputStream file, Optional<Password> passphrase)
            throws IOException {
        var out = new BufferedOutputStream(file, 1024 * 1024);
        return passphrase.isPresent()
                ? new SealingStream(out, passphrase.get(), new PinHasher())
                : out;
    }

    private void write(OutputStream out, Manifest manifest, Vault vault, Path copy)
            throws IOException {
        var text = manifest.json();
        var digest = BackupArchive.hex(TableDigest.sha256().digest(text));
        var key =
                manifest.keys().enclosed()
                        ? Optional.of(Files.readAllBytes(keyFile))
                        : Optional.<byte[]>empty();
        try {
            BackupArchive.write(out, text, vault.seal(digest, SEAL), key, copy);
        } finally {
            key.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    /// Somebody else writes the file, such as the launcher for root.
    private static boolean isPipe(Path file) {
        return !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static void send(Path archive, Path pipe) throws IOException {
        try (var out = Files.newOutputStream(pipe, StandardOpenOption.WRITE)) {
            Files.copy(archive, out);
        }
    }

    private static void publish(Path archive, Path file) throws IOException {
        WorkFolder.force(archive, StandardOpenOption.WRITE);
        try {
            // A link appears completely or not at all, and never replaces an existing file.
            Files.createLink(file, archive);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (FileSystemException | UnsupportedOperationException _) {
            // Some file systems have no hard links.
            if (Files.exists(file)) throw exists(file);
            WorkFolder.publish(archive, file);
        }
        WorkFolder.force(WorkFolder.parent(file), StandardOpenOption.READ);
    }

    private static SetUpException exists(Path file) {
        return new SetUpException(
                "'%s' already exists; a backup never replaces another file".formatted(file),
                "name another file, as in --to ova-$(date +%F).backup");
    }
}
