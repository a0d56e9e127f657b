package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ovalogin.Population;

/// Installations for the servers, created on demand and deleted at the end.
final class Installations implements AutoCloseable {
    static final int MAILBOXES = 1000;

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
        return real(DatabaseKind.SQLITE).folder();
    }

    /// With production hashes.
    Site real(DatabaseKind database) {
        return site(database, "real", MAILBOXES, true, _ -> {});
    }

    /// With nearly free hashes, see [org.ovalogin.UncountedHashing].
    Path uncounted(int mailboxes) {
        return uncounted(DatabaseKind.SQLITE, mailboxes).folder();
    }

    /// With nearly free hashes.
    Site uncounted(DatabaseKind database, int mailboxes) {
        return site(database, "uncounted-" + mailboxes, mailboxes, false, _ -> {});
    }

    /// A new installation each time, with nearly free hashes.
    Path another() {
        var name = "another-" + sites.size();
        return site(DatabaseKind.SQLITE, name, MAILBOXES, false, _ -> {}).folder();
    }

    /// With so many events, and nearly free hashes.
    Site withEvents(DatabaseKind database, int mailboxes, int events) {
        return site(
                database,
                "events-%d-of-%d".formatted(events, mailboxes),
                mailboxes,
                false,
                site -> {
                    if (events > 0) load(site, events);
                });
    }

    private void load(Site site, int events) {
        try (var connection =
                site.shared()
                        ? postgres().connection(site.database())
                        : DriverManager.getConnection("jdbc:sqlite:" + site.file())) {
            Events.load(connection, site.shared(), events, site.mailboxes());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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

    private Site site(
            DatabaseKind database, String name, int mailboxes, boolean real, Consumer<Site> more) {
        var key = database + "-" + name;
        var known = sites.get(key);
        if (known != null) return known;
        var url = database == DatabaseKind.SQLITE ? "" : postgres().create(name);
        var site = new Site(root.resolve(key), url, mailboxes);
        Population.fill(site.folder(), site.environment(), mailboxes, real);
        more.accept(site);
        // or PostgreSQL would do it while a benchmark measures
        if (site.shared()) postgres().change(name, "vacuum analyze", "checkpoint");
        sites.put(key, site);
        return site;
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
