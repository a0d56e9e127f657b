package org.ovalogin.cli.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.pin.Password;

/// Copies whole installations.
public interface Copies {
    /// Hears of the progress of a copy.
    interface Progress {
        /// @param of how many rows there are in all tables
        void rows(String table, long done, long of);
    }

    /// @param schema version of its tables
    /// @param keys ids of those under which its secrets are sealed
    /// @param withKey these keys are in it
    /// @param rows of each table
    record Held(
            Instant created,
            String schema,
            List<String> keys,
            boolean withKey,
            Map<String, Long> rows) {}

    /// @param keyFile which the installation has now
    /// @param keyTaken it was made of the backup's key; else it was there before
    /// @param tokens that were dropped
    /// @param letters that waited and are not sent any more
    /// @param locked mailboxes that were locked by this
    record Restored(
            Held held, Path keyFile, boolean keyTaken, int tokens, int letters, int locked) {}

    /// @param keyFile which the installation needs as before
    /// @param rows of each table
    record Moved(Path keyFile, Map<String, Long> rows) {}

    /// Place of an installation.
    ///
    /// @param config the configuration; empty: the usual one
    record Place(Path data, Optional<Path> config) {}

    /// Records an event about it.
    ///
    /// @param passphrase empty: the file is not encrypted
    Held backup(
            Place place,
            Path file,
            boolean withKey,
            Optional<Password> passphrase,
            Actor actor,
            Progress progress);

    /// Whether a backup is encrypted.
    boolean encrypted(Path file);

    Restored restore(
            Place place,
            Path file,
            Optional<Password> passphrase,
            boolean lockAll,
            Actor actor,
            Progress progress);

    /// Moves an installation between a data folder and a PostgreSQL database.
    ///
    /// @param settings of the PostgreSQL database, by their keys; they win over the configuration
    /// @param password of the role in it; empty: in a file, or there is none
    Moved migrate(
            Place folder,
            boolean fromFolder,
            Map<String, String> settings,
            Optional<String> password,
            Progress progress);

    /// The role in the PostgreSQL database, if no file has its password.
    ///
    /// @param settings as of [#migrate]
    Optional<String> roleWithoutPassword(Place folder, Map<String, String> settings);
}
