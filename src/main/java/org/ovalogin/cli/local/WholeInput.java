package org.ovalogin.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ovalogin.cli.terminal.UsageException;

/// A file that can be read several times. A pipe is copied into a file for its owner alone, which
/// closing deletes.
record WholeInput(Path path, boolean copied) implements AutoCloseable {
    /// @throws UsageException if a pipe can't be read to its end
    static WholeInput of(Path file) {
        if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file))
            return new WholeInput(file, false);
        try {
            var copy = Files.createTempFile("ova-", ".part");
            copy.toFile().deleteOnExit(); // also if the process is told to stop
            try (var in = Files.newInputStream(file);
                    var out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            return new WholeInput(copy, true);
        } catch (IOException e) {
            throw new UsageException(
                    "'%s' can't be read: %s".formatted(file, e.getClass().getSimpleName()));
        }
    }

    @Override
    public void close() {
        try {
            if (copied) Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
