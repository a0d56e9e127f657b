package org.ovalogin.notify.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Letters as files, used without a mail server. A file appears complete or not at all, and only
/// its owner can read it.
final class EmlFolder {
    private final Path folder;

    EmlFolder(Path folder) {
        this.folder = folder;
    }

    /// Writes the letter durably. The same name replaces the file, so a repeated delivery leaves
    /// one file.
    void write(String name, byte[] letter) {
        var draft = draft(name);
        try {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
            Files.deleteIfExists(draft);
            var ownerOnly =
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"));
            try (var out =
                    FileChannel.open(
                            draft,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            ownerOnly)) {
                for (var bytes = ByteBuffer.wrap(letter); bytes.hasRemaining(); ) out.write(bytes);
                out.force(true);
            }
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            // The new name must be on the disk too, before the outbox forgets the PIN.
            try (var entries = FileChannel.open(folder)) {
                entries.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path draft(String name) {
        return folder.resolve("." + name + ".new");
    }

    /// Deletes the file, and a partly written copy that a crash may have left.
    void delete(String name) {
        try {
            Files.deleteIfExists(draft(name));
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
