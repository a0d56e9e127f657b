package org.ovalogin.storage.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.DataFolder;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.KeyRing;
import org.ovalogin.storage.database.PostgresSettings;
import org.ovalogin.storage.database.SetUpException;

/// Moves an installation from its data folder into a PostgreSQL database, or back, completely or
/// not at all. The source stays unchanged. For one thread.
public final class Relocation {
    private final DataFolder folder;
    private final Path keyFile;
    private final PostgresSettings settings;
    private final CopyProgress progress;

    /// @param folder the caller holds its [FolderLock]
    public Relocation(
            DataFolder folder, Path keyFile, PostgresSettings settings, CopyProgress progress) {
        this.folder = folder;
        this.keyFile = keyFile;
        this.settings = settings;
        this.progress = progress;
    }

    /// @return the rows of each table
    /// @throws SetUpException if the PostgreSQL database is not empty, or the key is not in order
    /// @throws StoreException if copying fails
    public Map<String, Long> toServer() {
        try (var source = Database.sqlite(folder.database())) {
            requireKey(source);
            try (var target = Database.postgresql(settings)) {
                return copied(source, target);
            }
        }
    }

    /// As [#toServer], into a folder without a database.
    public Map<String, Long> toFolder() {
        if (Files.exists(folder.database())) {
            throw new SetUpException(
                    "'%s' already contains an installation".formatted(folder),
                    "use another folder");
        }
        try (var work = WorkFolder.at(folder.restoring())) {
            var file = work.path().resolve(BackupArchive.DATABASE);
            Map<String, Long> rows;
            try (var source = Database.postgresql(settings);
                    var target = Database.sqlite(file)) {
                requireKey(source);
                rows = copied(source, target);
            }
            WorkFolder.publish(file, folder.database());
            return rows;
        } catch (IOException e) {
            throw new SetUpException(
                    "can't write the data folder '%s': %s"
                            .formatted(folder, DataFolder.reason(e)),
                    "check the folder and its disk",
                    e);
        }
    }

    private void requireKey(Database source) {
        KeyRing.open(keyFile, source, new SecureRandom()).close();
    }

    private Map<String, Long> copied(Database source, Database target) {
        var rows = new LinkedHashMap<String, Long>();
        new DatabaseCopy(progress)
                .move(source, target)
                .forEach((table, sum) -> rows.put(table, sum.rows()));
        return rows;
    }
}
