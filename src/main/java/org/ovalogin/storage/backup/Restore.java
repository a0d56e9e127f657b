package org.ovalogin.storage.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.vault.OpeningStream;
import org.ovalogin.core.vault.Vault;
import org.ovalogin.core.vault.VaultException;
import org.ovalogin.core.vault.VaultKeys;
import org.ovalogin.storage.backup.BackupArchive.Head;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyFile;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.database.SetUpException;

/// Restores a backup into a data folder without an installation. Checks everything first, then
/// publishes it in one step. For one thread.
public final class Restore {
    private final DataFolder folder;
    private final Path keyFile;
    private final CopyProgress progress;

    public Restore(DataFolder folder, Path keyFile, CopyProgress progress) {
        this.folder = folder;
        this.keyFile = keyFile;
        this.progress = progress;
    }

    /// @param lockAll puts an administrator's lock on every mailbox
    /// @param origin the person who restores, for the record of events
    public record Wanted(
            Path file, Optional<Password> passphrase, boolean lockAll, Origin origin) {}

    /// @param keyTaken true: the key file came from the backup; false: it was there before
    /// @param tokens number of dropped tokens
    /// @param letters number of waiting letters that will not be sent
    /// @param locked number of mailboxes locked by this restore
    public record Done(Manifest manifest, boolean keyTaken, int tokens, int letters, int locked) {}

    /// Whether the backup needs a passphrase.
    ///
    /// @throws SetUpException if it can't be read
    public static boolean sealed(Path file) {
        try (var in = Files.newInputStream(file)) {
            return OpeningStream.sealed(in);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// @param target an empty database to copy into; empty: the data folder's own
    /// @throws SetUpException if an installation already exists, or the backup, its passphrase or
    ///   its key is wrong; nothing has changed then
    public Done run(Wanted wanted, Optional<PostgresSettings> target, Instant now) {
        if (target.isEmpty() && Files.exists(folder.database())) {
            throw new SetUpException(
                    "'%s' already contains an installation".formatted(folder),
                    "restore into a new folder; stop the old folder's server and move that folder away");
        }
        try (var work = WorkFolder.at(folder.restoring())) {
            var head = unpacked(wanted, work.path());
            var file = work.path().resolve(BackupArchive.DATABASE);
            var key = key(work.path());
            var done = prepared(file, head, key, wanted, now);
            if (!key.equals(keyFile)) new KeyFile(keyFile).install(key);
            if (target.isPresent()) copy(file, target.get());
            else WorkFolder.publish(file, folder.database());
            return done;
        } catch (IOException e) {
            throw new SetUpException(
                    "the backup can't be restored into '%s': %s"
                            .formatted(folder, DataFolder.reason(e)),
                    "check the folder and its disk",
                    e);
        }
    }

    /// Prepares the unpacked database for use.
    private Done prepared(Path file, Head head, Path key, Wanted wanted, Instant now) {
        try (var database = Database.sqlite(file)) {
            requireOfDatabase(database, key);
            return new AfterRestore(head.manifest(), !key.equals(keyFile), wanted.origin())
                    .clear(database, wanted.lockAll(), now);
        }
    }

    private void copy(Path file, PostgresSettings settings) {
        try (var database = Database.sqlite(file);
                var target = Database.postgresql(settings)) {
            var _ = new DatabaseCopy(progress).copy(database, target);
        }
    }

    private Head unpacked(Wanted wanted, Path folder) throws IOException {
        InputStream file;
        try {
            file = new BufferedInputStream(Files.newInputStream(wanted.file()));
        } catch (IOException e) {
            throw unreadable(wanted.file(), e);
        }
        var sealed = wanted.passphrase().isPresent();
        try (file) {
            if (!sealed) BackupArchive.requireDigest(wanted.file());
            var in =
                    sealed
                            ? new OpeningStream(file, wanted.passphrase().get(), new PinHasher())
                            : file;
            return BackupArchive.unpack(in, sealed, folder, head -> require(head, folder));
        } catch (VaultException e) {
            throw new SetUpException(
                    "the backup '%s' does not open: %s".formatted(wanted.file(), e.getMessage()),
                    "enter its own passphrase, or use another copy",
                    e);
        }
    }

    /// The existing key file, else the backup's, which may be missing.
    private Path key(Path unpacked) {
        return Files.exists(keyFile) ? keyFile : unpacked.resolve(BackupArchive.KEY);
    }

    /// Requires that the manifest's author had the key, and that the disk has room for the
    /// database.
    private void require(Head head, Path unpacked) {
        requireSeal(head, key(unpacked));
        try {
            var free = Files.getFileStore(unpacked).getUsableSpace();
            if (head.manifest().database().bytes() > free)
                throw new SetUpException(
                        "the backup needs %d bytes; '%s' has room for %d"
                                .formatted(head.manifest().database().bytes(), folder, free),
                        "make room, or restore into a folder on another disk");
        } catch (IOException _) {
            // a full disk will be noticed later
        }
    }

    private void requireSeal(Head head, Path key) {
        var ids = String.join(", ", head.manifest().keys().ids());
        if (!Files.exists(key)) {
            throw new SetUpException(
                    "the backup contains no key, and '%s' is missing".formatted(keyFile),
                    "put the key file with key %s there, mode 0600; without it no PIN can be checked"
                            .formatted(ids));
        }
        var keys = new KeyFile(key).read();
        try {
            var vault = new Vault(VaultKeys.fixed(keys.getFirst(), keys));
            if (vault.open(head.seal(), Backup.SEAL).equals(head.digest())) return;
        } catch (VaultException | IllegalArgumentException _) {
            // reported below
        }
        throw new SetUpException(
                "the backup's seal does not open under the keys in '%s': it is another installation's, under key %s, or was changed afterwards"
                        .formatted(key.equals(keyFile) ? keyFile : "the backup", ids),
                "put the key file of its own installation there, or use another copy of the backup");
    }

    /// Checks the key file without writing to it: all its keys belong to the database.
    private static void requireOfDatabase(Database database, Path key) {
        KeyRing.open(key, database, new SecureRandom()).close();
    }

    private static SetUpException unreadable(Path file, IOException e) {
        return new SetUpException(
                "the backup '%s' can't be read: %s".formatted(file, DataFolder.reason(e)),
                "name a file written by ./ova backup",
                e);
    }
}
