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

/// Makes an installation of a backup, in a data folder without one: checks all of it before
/// anything is put in its place, and puts it there in one step. For one thread.
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
    /// @param origin who restores, for the record of events
    public record Wanted(
            Path file, Optional<Password> passphrase, boolean lockAll, Origin origin) {}

    /// @param keyTaken the key file is the backup's; else it was there before
    /// @param tokens that were dropped
    /// @param letters that waited and are not sent any more
    /// @param locked mailboxes that were locked by this
    public record Done(Manifest manifest, boolean keyTaken, int tokens, int letters, int locked) {}

    /// Whether the backup opens with a passphrase only.
    ///
    /// @throws SetUpException when it can't be read
    public static boolean sealed(Path file) {
        try (var in = Files.newInputStream(file)) {
            return OpeningStream.sealed(in);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// @param target an empty database to copy into; empty: the data folder's own is made
    /// @throws SetUpException when there is an installation already, or the backup, its passphrase
    ///   or its key is not the right one; nothing has been changed then
    public Done run(Wanted wanted, Optional<PostgresSettings> target, Instant now) {
        if (target.isEmpty() && Files.exists(folder.database())) {
            throw new SetUpException(
                    "there is an installation in '%s' already".formatted(folder),
                    "restore into a new folder; stop the server of the old one, and move that away");
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
                    "see to the folder and the disk it is on",
                    e);
        }
    }

    /// The unpacked database as it is to be.
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
                    "give its own passphrase, or take another copy of it",
                    e);
        }
    }

    /// The one that is in its place already, else the backup's, which may not be there.
    private Path key(Path unpacked) {
        return Files.exists(keyFile) ? keyFile : unpacked.resolve(BackupArchive.KEY);
    }

    /// Whoever wrote the manifest had the key, and there is room for the database that it tells of.
    private void require(Head head, Path unpacked) {
        requireSeal(head, key(unpacked));
        try {
            var free = Files.getFileStore(unpacked).getUsableSpace();
            if (head.manifest().bytes() > free)
                throw new SetUpException(
                        "the backup holds %d bytes, and '%s' has room for %d"
                                .formatted(head.manifest().bytes(), folder, free),
                        "make room, or restore into a folder on another disk");
        } catch (IOException _) {
            // then it is seen when the disk is full
        }
    }

    private void requireSeal(Head head, Path key) {
        var ids = String.join(", ", head.manifest().keys());
        if (!Files.exists(key)) {
            throw new SetUpException(
                    "the backup holds no key, and '%s' is missing".formatted(keyFile),
                    "put the key file with key %s there, mode 0600; without it no PIN could be checked"
                            .formatted(ids));
        }
        var keys = new KeyFile(key).read();
        try {
            var vault = new Vault(VaultKeys.fixed(keys.getFirst(), keys));
            if (vault.open(head.seal(), Backup.SEAL).equals(head.digest())) return;
        } catch (VaultException | IllegalArgumentException _) {
            // said below
        }
        throw new SetUpException(
                "the backup's seal does not open under the keys in '%s': it is of another installation, under key %s, or was changed since it was made"
                        .formatted(key.equals(keyFile) ? keyFile : "the backup", ids),
                "put the key file of its own installation there, or take another copy of the backup");
    }

    /// Writes nothing into the key file, whose keys are all the database's.
    private static void requireOfDatabase(Database database, Path key) {
        KeyRing.open(key, database, new SecureRandom()).close();
    }

    private static SetUpException unreadable(Path file, IOException e) {
        return new SetUpException(
                "the backup '%s' can't be read: %s".formatted(file, DataFolder.reason(e)),
                "name a file that ./ova backup made",
                e);
    }
}
