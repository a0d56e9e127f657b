package org.ovalogin.cli.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Writes a file whole or not at all, readable by its owner alone: to a new file beside it, onto
/// the disk, and then in its place. What was there stays as it was until then, and after any
/// failure.
public final class WholeFile {
    private WholeFile() {}

    /// @param keep refuses to take the place of a file
    /// @throws FileAlreadyExistsException with `keep`
    public static void write(Path path, byte[] content, boolean keep) throws IOException {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            writeInto(path, content);
            return;
        }
        if (keep && Files.exists(path, LinkOption.NOFOLLOW_LINKS))
            throw new FileAlreadyExistsException(path.toString());
        // a link stays one: the file that it leads to is replaced
        var target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        var fresh =
                Files.createTempFile(
                        target.getParent(),
                        "." + target.getFileName(),
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            try (var channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                all(channel, content);
                channel.force(true);
            }
            if (keep) Files.move(fresh, target);
            else
                Files.move(
                        fresh,
                        target,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /// A terminal, a pipe: there is nothing to replace.
    private static void writeInto(Path path, byte[] content) throws IOException {
        try (var channel = FileChannel.open(path, Set.of(StandardOpenOption.WRITE))) {
            all(channel, content);
        }
    }

    private static void all(FileChannel channel, byte[] content) throws IOException {
        var rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) channel.write(rest);
    }
}
