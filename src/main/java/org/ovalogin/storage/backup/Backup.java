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

/// Copies an installation into one file, also while servers run on it: what the database held at
/// one moment, with everything that is sealed in it still sealed. For one thread.
public final class Backup {
    /// The manifest is sealed under the installation's key, so that nobody without it can make up a
    /// backup, or change one.
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

    /// Writes the file, whole or not at all, and never over another one. Mode 0600. The copy that
    /// goes into it is made in the data folder: where a file is sealed, nothing in clear comes near
    /// it, not even when we are killed. What was left there by who was is deleted.
    ///
    /// @param withKey needs a passphrase
    /// @param passphrase seals the file; empty: in clear, but for what is sealed in the database
    /// @throws SetUpException when it can't be written, the key is not in order, or another backup
    ///   is being made
    public Manifest write(Path file, boolean withKey, Optional<Password> passphrase, Instant now) {
        if (withKey && passphrase.isEmpty())
            throw new IllegalArgumentException("a key goes into a sealed backup only");
        if (Files.exists(file)) throw exists(file);
        try (var ring = KeyRing.open(keyFile, database, new SecureRandom());
                var _ = FolderLock.ofBackups(folder);
                var clear = WorkFolder.at(folder.copying());
                var work = WorkFolder.beside(file)) {
            var copy = clear.path().resolve(BackupArchive.DATABASE);
            var manifest = manifest(copy, copy(copy), withKey, now);
            var archive = work.path().resolve("archive");
            try (var out = sealed(BackupArchive.create(archive), passphrase)) {
                write(out, manifest, new Vault(ring), copy);
            }
            if (passphrase.isEmpty()) BackupArchive.addDigest(archive);
            publish(archive, file);
            return manifest;
        } catch (IOException e) {
            throw new SetUpException(
                    "the backup '%s' can't be written: %s".formatted(file, DataFolder.reason(e)),
                    "see to the folder and the disk it is on",
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
        // of the copy, so that it is of the same moment
        try (var portable = Database.sqlite(copy)) {
            schema = portable.schema();
            keys = portable.reader().withHandle(handle -> KnownKey.all(handle));
        }
        return new Manifest(
                now,
                release,
                schema,
                keys.stream().filter(key -> !key.retired()).map(KnownKey::id).toList(),
                withKey,
                Files.size(copy),
                BackupArchive.hex(BackupArchive.digest(copy, Files.size(copy))),
                tables);
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
                manifest.withKey()
                        ? Optional.of(Files.readAllBytes(keyFile))
                        : Optional.<byte[]>empty();
        try {
            BackupArchive.write(out, text, vault.seal(digest, SEAL), key, copy);
        } finally {
            key.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
        }
    }

    private static void publish(Path archive, Path file) throws IOException {
        WorkFolder.force(archive, StandardOpenOption.WRITE);
        try {
            // A link appears whole or not at all, and never in place of a file that is there.
            Files.createLink(file, archive);
        } catch (FileAlreadyExistsException e) {
            throw exists(file);
        } catch (FileSystemException | UnsupportedOperationException _) {
            // Some disks know no links.
            if (Files.exists(file)) throw exists(file);
            WorkFolder.publish(archive, file);
        }
        WorkFolder.force(WorkFolder.parent(file), StandardOpenOption.READ);
    }

    private static SetUpException exists(Path file) {
        return new SetUpException(
                "'%s' already exists; a backup never replaces another file"
                        .formatted(file),
                "name another file, as in --to ova-$(date +%F).backup");
    }
}
