package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.ovalogin.Population;

/// Data folders for the servers, made when they are asked for and deleted at the end.
final class Installations implements AutoCloseable {
    static final int MAILBOXES = 1000;

    private final Map<String, Path> folders = new HashMap<>();
    private final Path root;

    Installations() {
        try {
            // not in a temp folder, which may be memory: what is on the disk is measured too
            root = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With hashes as in production.
    Path real() {
        return folder("real", MAILBOXES, true);
    }

    /// With hashes that cost next to nothing, see [org.ovalogin.UncountedHashing].
    Path uncounted(int mailboxes) {
        return folder("uncounted-" + mailboxes, mailboxes, false);
    }

    private Path folder(String name, int mailboxes, boolean real) {
        return folders.computeIfAbsent(
                name,
                _ -> {
                    var folder = root.resolve(name);
                    Population.fill(folder, mailboxes, real);
                    return folder;
                });
    }

    @Override
    public void close() {
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
