package org.ovalogin.storage.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// Keeps a second server off a data folder. The operating system releases the lock when the process
/// ends, in whatever way. Commands beside the server don't ask for it.
public final class FolderLock implements AutoCloseable {
    private static final int TRIES = 4;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    /// Held open: closing any channel of the file would end the lock.
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws SetUpException when a server has it
    public static FolderLock take(DataFolder folder) {
        return patiently(folder.serverLock())
                .orElseThrow(
                        () ->
                                new SetUpException(
                                        "another ./ova serve runs on the data folder '%s'"
                                                .formatted(folder),
                                        "stop that one, or give this one a folder of its own with --data"));
    }

    /// Whether a server has it. Takes the lock for a moment where none does.
    public static boolean isTaken(DataFolder folder) {
        if (Files.notExists(folder.serverLock())) return false;
        var free = take(folder.serverLock());
        free.ifPresent(FolderLock::close);
        return free.isEmpty();
    }

    /// For commands that change the keys, beside a server as well.
    ///
    /// @throws SetUpException when another process holds it
    public static FolderLock ofKeys(KeyFile file) {
        return take(file.beside(".lock"))
                .orElseThrow(
                        () ->
                                new SetUpException(
                                        "another ./ova key is at work on '%s'".formatted(file),
                                        "wait until it is done; ./ova key list tells"));
    }

    /// For commands that make a backup, beside a server as well.
    ///
    /// @throws SetUpException when another process holds it
    public static FolderLock ofBackups(DataFolder folder) {
        return take(folder.backupLock())
                .orElseThrow(
                        () ->
                                new SetUpException(
                                        "another ./ova backup is at work on the data folder '%s'"
                                                .formatted(folder),
                                        "wait until it is done"));
    }

    /// The lock of an import, which works beside a server; empty if another process holds it.
    public static Optional<FolderLock> ofImports(DataFolder folder) {
        return take(folder.importLock());
    }

    /// [#isTaken] holds the lock for a moment: whoever really wants it tries again.
    private static Optional<FolderLock> patiently(Path file) {
        var lock = take(file);
        for (var tries = 0; lock.isEmpty() && tries < TRIES; tries++) {
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
            lock = take(file);
        }
        return lock;
    }

    private static Optional<FolderLock> take(Path file) {
        try {
            var channel =
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString("rw-------")));
            if (locked(channel)) return Optional.of(new FolderLock(channel));
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new SetUpException(
                    "the lock '%s' can't be had: %s".formatted(file, DataFolder.reason(e)),
                    "see to the folder and the disk it is on",
                    e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // in this very process
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
