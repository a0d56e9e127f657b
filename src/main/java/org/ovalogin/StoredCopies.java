package org.ovalogin;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.cli.local.Copies;
import org.ovalogin.config.Configuration;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Milestone;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.backup.Backup;
import org.ovalogin.storage.backup.Manifest;
import org.ovalogin.storage.backup.Relocation;
import org.ovalogin.storage.backup.Restore;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.FolderLock;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.store.SqlMailboxStore;
import org.slf4j.LoggerFactory;

/// Backs up, restores and moves installations through the store.
final class StoredCopies implements Copies {
    private final String release;

    StoredCopies(String release) {
        this.release = release;
    }

    @Override
    public Held backup(
            Place place,
            Path file,
            boolean withKey,
            Optional<Password> passphrase,
            Actor actor,
            Progress progress) {
        var configuration = configuration(place);
        var folder = Main.folder(place.data(), configuration);
        try (var database = Core.database(folder, configuration)) {
            var backup =
                    new Backup(
                            database,
                            folder,
                            Core.keyFile(folder, configuration),
                            release,
                            progress::rows);
            var manifest =
                    backup.write(file, withKey, passphrase, InstantSource.system().instant());
            record(database, passphrase.isPresent(), actor);
            return held(manifest);
        }
    }

    /// A standby's database takes no changes, and tables of an older release lack the milestones;
    /// the backup is good all the same.
    private static void record(Database database, boolean encrypted, Actor actor) {
        try {
            new SqlMailboxStore(database, InstantSource.system(), _ -> {})
                    .change(
                            work -> {
                                work.milestones().reach(Milestone.FIRST_BACKUP);
                                work.events()
                                        .append(
                                                Event.about(
                                                        work.now(),
                                                        Event.Name.BACKED_UP,
                                                        encrypted ? "Encrypted" : "",
                                                        "",
                                                        "",
                                                        actor.origin()));
                            });
        } catch (StoreException e) {
            LoggerFactory.getLogger(StoredCopies.class)
                    .warn("the backup is written, but no event tells of it: {}", e.getMessage());
        }
    }

    @Override
    public boolean encrypted(Path file) {
        return Restore.sealed(file);
    }

    @Override
    public Restored restore(
            Place place,
            Path file,
            Optional<Password> passphrase,
            boolean lockAll,
            Actor actor,
            Progress progress) {
        var configuration = configuration(place);
        var folder = DataFolder.openToRestore(place.data());
        try (var _ = FolderLock.take(folder)) {
            var keyFile = Core.keyFile(folder, configuration);
            var restore = new Restore(folder, keyFile, progress::rows);
            var wanted = new Restore.Wanted(file, passphrase, lockAll, actor.origin());
            var now = InstantSource.system().instant();
            var done = restore.run(wanted, configuration.storage().database(), now);
            return new Restored(
                    held(done.manifest()),
                    keyFile,
                    done.keyTaken(),
                    done.tokens(),
                    done.letters(),
                    done.locked());
        }
    }

    @Override
    public Moved migrate(
            Place place,
            boolean fromFolder,
            Map<String, String> settings,
            Optional<String> password,
            Progress progress) {
        var configuration = configuration(place, settings);
        var folder =
                fromFolder ? DataFolder.open(place.data()) : DataFolder.openToRestore(place.data());
        var keyFile = Core.keyFile(folder, configuration);
        var server = configuration.storage().database().orElseThrow().withPassword(password);
        try (var _ = FolderLock.take(folder)) {
            var relocation = new Relocation(folder, keyFile, server, progress::rows);
            return new Moved(keyFile, fromFolder ? relocation.toServer() : relocation.toFolder());
        }
    }

    @Override
    public Optional<String> roleWithoutPassword(Place place, Map<String, String> settings) {
        return configuration(place, settings)
                .storage()
                .database()
                .filter(server -> server.passwordFile().isEmpty())
                .map(PostgresSettings::user);
    }

    private static Configuration configuration(Place place) {
        return configuration(place, Map.of());
    }

    private static Configuration configuration(Place place, Map<String, String> settings) {
        return Main.configuration(place.config(), place.data(), System.getenv(), settings);
    }

    private static Held held(Manifest manifest) {
        var rows = new LinkedHashMap<String, Long>();
        manifest.database()
                .tables()
                .keySet()
                .forEach(table -> rows.put(table, manifest.rows(table)));
        return new Held(
                manifest.created(),
                manifest.database().schema(),
                manifest.keys().ids(),
                manifest.keys().enclosed(),
                rows);
    }
}
