package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ovalogin.Population;

/// Data folders for the servers, created on demand and deleted at the end.
final class Installations implements AutoCloseable {
    static final int MAILBOXES = 1000;

    private final Map<String, Path> folders = new HashMap<>();
    private final Map<String, Site> sites = new HashMap<>();
    private final Path root;
    private @Nullable Postgres postgres;

    Installations() {
        try {
            // not in a temp folder, which may be memory: the disk is part of the measurement
            root = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "bench-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// With production hashes.
    Path real() {
        return folder("real", MAILBOXES, true);
    }

    /// With nearly free hashes, see [org.ovalogin.UncountedHashing].
    Path uncounted(int mailboxes) {
        return folder("uncounted-" + mailboxes, mailboxes, false);
    }

    /// A new installation each time, with nearly free hashes.
    Path another() {
        return folder("another-" + folders.size(), MAILBOXES, false);
    }

    /// In a PostgreSQL database of its own.
    ///
    /// @param real whether hashes cost as much as in production
    Site onPostgres(int mailboxes, boolean real) {
        return sites.computeIfAbsent(
                (real ? "real-" : "uncounted-") + mailboxes,
                name -> {
                    var site = new Site(root.resolve("pg-" + name), postgres().create(name));
                    Population.fill(site.folder(), site.environment(), mailboxes, real);
                    // or PostgreSQL would do it while a benchmark measures
                    postgres().change(name, "vacuum analyze", "checkpoint");
                    return site;
                });
    }

    /// Started on demand.
    Postgres postgres() {
        if (postgres == null) postgres = new Postgres(root.resolve("postgres"));
        return postgres;
    }

    /// A file that is deleted with the folders.
    Path file(String name) {
        return root.resolve(name);
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
        if (postgres != null) postgres.close();
        try (var files = Files.walk(root)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
