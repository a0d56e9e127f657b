package org.ovalogin.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.UncountedHashing;
import org.ovalogin.bench.CallScript.Errand;

/// Sign-ins on PostgreSQL with one server and with two, everything on the same cores. Callers
/// answer at once and call again at once. Excludes hashing.
record SharedDatabase(Installations data) implements Bench.Benchmark {
    private static final int CALLERS = 64;
    private static final Duration WARM_UP =
            Duration.ofSeconds(Integer.getInteger("bench.warm", 30));
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.time", 15));

    private record Seen(double rate, int failed, Row shares) {}

    @Override
    public List<Row> run() {
        var first = data.uncounted(DatabaseKind.POSTGRESQL, Installations.MAILBOXES);
        var second = second(first);
        try (var one = server(first)) {
            var alone = seen(one);
            try (var other = server(second)) {
                var both = seen(one, other);
                return List.of(
                        Row.of(
                                        "PostgreSQL, %d callers, no hashing: sign-ins/s"
                                                .formatted(CALLERS),
                                        "≥ 300",
                                        "ova",
                                        alone.rate)
                                .and("failed", alone.failed),
                        alone.shares,
                        Row.of("  two servers: sign-ins/s", "≥ 0.9 × one", "ova", both.rate)
                                .and("ratio", both.rate / alone.rate)
                                .and("failed", both.failed),
                        both.shares);
            }
        }
    }

    private static ServerProcess server(Site site) {
        return ServerProcess.java(
                UncountedHashing.class, site.environment(), site.folder().toString());
    }

    /// Another server's folder, with the key of the first.
    private static Site second(Site first) {
        try {
            var folder = first.folder().resolveSibling(first.folder().getFileName() + "-second");
            if (Files.notExists(folder)) {
                Files.createDirectory(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
                Files.copy(first.folder().resolve("key"), folder.resolve("key"));
            }
            return new Site(folder, first.url(), first.mailboxes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Seen seen(ServerProcess... servers) {
        var crowd = new ArrayList<Callers>();
        try {
            for (var server : servers)
                crowd.add(
                        new Callers(server.port(), Errand.SIGN_IN, Installations.MAILBOXES)
                                .hasty());
            crowd.forEach(callers -> callers.keepCalling(CALLERS / servers.length));
            pause(WARM_UP);
            var before = Share.at(data.postgres()::cpu, servers);
            var tallies = crowd.stream().map(Callers::anew).toList();
            pause(TIME);
            var rate = tallies.stream().mapToInt(Tally::succeeded).sum() / (1.0 * TIME.toSeconds());
            var failed = tallies.stream().mapToInt(t -> t.failed() + t.refused()).sum();
            return new Seen(rate, failed, before.until(Share.at(data.postgres()::cpu, servers)));
        } finally {
            crowd.forEach(Callers::close);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
