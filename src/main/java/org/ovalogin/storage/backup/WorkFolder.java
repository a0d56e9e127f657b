package org.ovalogin.storage.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;

/// A private folder for unfinished files. Closing deletes it with its content.
record WorkFolder(Path path) implements AutoCloseable {
    /// Created on the same disk as the file, so that a rename can publish it.
    static WorkFolder beside(Path file) throws IOException {
        return new WorkFolder(Files.createTempDirectory(parent(file), ".ova-backup-"));
    }

    /// Creates the folder; deletes anything that another process left there.
    static WorkFolder at(Path path) throws IOException {
        var folder = new WorkFolder(path);
        folder.delete();
        Files.createDirectory(
                path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return folder;
    }

    static Path parent(Path file) {
        var parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /// Flushes the content of a file or folder to the disk.
    static void force(Path path, StandardOpenOption option) throws IOException {
        try (var channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    /// Moves a complete file into its place atomically.
    static void publish(Path file, Path place) throws IOException {
        force(file, StandardOpenOption.WRITE);
        Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
        force(parent(place), StandardOpenOption.READ);
    }

    private void delete() throws IOException {
        if (!Files.exists(path)) return;
        try (var all = Files.walk(path)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList())
                Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        try {
            delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
