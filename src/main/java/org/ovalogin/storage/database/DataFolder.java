package org.ovalogin.storage.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/// An installation's folder: database, key, mails. Only its owner may look into it.
public final class DataFolder {
    private static final String OWNER_ONLY = "rwx------";

    private final Path path;

    private DataFolder(Path path) {
        this.path = path;
    }

    /// Opens the folder; creates it where there is none, and takes an empty one over.
    ///
    /// @throws SetUpException when it belongs to somebody else, others may look into it, or it
    ///   can't be created
    public static DataFolder openOrCreate(Path path) {
        var folder = openToRestore(path);
        if (Files.exists(folder.restoring()) && !Files.exists(folder.database())) {
            throw new SetUpException(
                    "a restore into the data folder '%s' was broken off".formatted(folder),
                    "run it again; where it finds a database that is not empty, delete %s"
                            .formatted(folder.restoring()));
        }
        return folder;
    }

    /// Does the same as [#openOrCreate], and continues where a restore was broken off.
    public static DataFolder openToRestore(Path path) {
        if (path.toString().isEmpty()) {
            throw new SetUpException("the data folder has an empty name", "name it with --data");
        }
        try {
            var created = Files.notExists(path);
            if (created) Files.createDirectories(path);
            if (!Files.isDirectory(path)) throw new NotDirectoryException(path.toString());
            var folder = new DataFolder(path.toRealPath());
            folder.refuseStrangers();
            if (created || folder.isEmpty()) {
                Files.setPosixFilePermissions(
                        folder.path, PosixFilePermissions.fromString(OWNER_ONLY));
            }
            folder.refuseOnlookers();
            return folder;
        } catch (IOException e) {
            throw new SetUpException(
                    "the data folder '%s' can't be used: %s".formatted(path, reason(e)),
                    "choose another with --data",
                    e);
        }
    }

    /// Opens the folder of an existing installation.
    ///
    /// @throws SetUpException when there is none, and as [#openOrCreate(Path)]
    public static DataFolder open(Path path) {
        if (!Files.exists(path.resolve("ova.db"))) {
            throw new SetUpException(
                    "there is no installation in '%s'".formatted(path),
                    "name its folder with --data; ./ova serve makes a new one");
        }
        return openOrCreate(path);
    }

    public Path database() {
        return path.resolve("ova.db");
    }

    public Path key() {
        return path.resolve("key");
    }

    public Path mail() {
        return path.resolve("mail");
    }

    /// A name for this folder among those of other servers, made at the first call.
    public String mark() {
        var file = path.resolve("mark");
        try {
            if (Files.notExists(file)) Files.writeString(file, UUID.randomUUID().toString());
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new SetUpException(
                    "the mark of the data folder '%s' can't be had: %s".formatted(path, reason(e)),
                    "see to the folder and the disk it is on",
                    e);
        }
    }

    /// This file exists where the mailboxes are for show.
    public Path demoMark() {
        return path.resolve("demo");
    }

    /// A new installation is put together here until it is complete.
    public Path restoring() {
        return path.resolve("restoring");
    }

    /// The copy that goes into a backup is made here.
    public Path copying() {
        return path.resolve("copying");
    }

    /// Copies of the database from before upgrades.
    Path beforeUpgrade() {
        return path.resolve("before-upgrade");
    }

    /// The latest step of the tables, a number in a line: for the package, which refuses an older
    /// release before it unpacks one. SQLite only.
    Path schemaStep() {
        return path.resolve("schema");
    }

    /// Addresses of the server that runs on the folder.
    Path running() {
        return path.resolve("running");
    }

    Path backupLock() {
        return path.resolve("backup.lock");
    }

    Path importLock() {
        return path.resolve("import.lock");
    }

    Path serverLock() {
        return path.resolve("serve.lock");
    }

    /// Whether the folder holds more than a configuration that somebody wrote beforehand.
    public boolean isUsed() {
        try (var entries = Files.list(path)) {
            return entries.anyMatch(entry -> !entry.getFileName().toString().equals("ova.conf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isEmpty() {
        try (var entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Files that another user writes here would be closed to the owner, the database's log among
    /// them.
    private void refuseStrangers() throws IOException {
        var self = Path.of("/proc/self");
        var owner = Files.getOwner(path).getName();
        var user =
                Files.exists(self)
                        ? Files.getOwner(self).getName()
                        : System.getProperty("user.name", "");
        if (!owner.equals(user)) {
            throw new SetUpException(
                    "the data folder '%s' belongs to %s, and this runs as %s"
                            .formatted(path, owner, user),
                    "run it as %s, e.g. with sudo -u %s".formatted(owner, owner));
        }
    }

    private void refuseOnlookers() throws IOException {
        var mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        if (!mode.endsWith("------")) {
            throw new SetUpException(
                    "the data folder '%s' has mode %s; allowed: %s"
                            .formatted(path, mode, OWNER_ONLY),
                    "chmod 700 " + path);
        }
    }

    public static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
