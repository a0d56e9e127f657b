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
    private static final int FEW = 64;

    /// Enough that the wait before each answer does not bound them.
    private static final int MANY = 4 * FEW;

    /// Every verdict is told this long after the entry at the earliest, whatever it is.
    private static final Duration FLOOR = Duration.ofMillis(400);

    private static final Duration WARM_UP =
            Duration.ofSeconds(Integer.getInteger("bench.warm", 30));
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.time", 15));

    private record Seen(double rate, int failed, double p50, Row shares) {}

    @Override
    public List<Row> run() {
        var first = data.uncounted(DatabaseKind.POSTGRESQL, Installations.MAILBOXES);
        var second = second(first);
        try (var one = server(first)) {
            var few = seen(FEW, one);
            var alone = seen(MANY, one);
            try (var other = server(second)) {
                var both = seen(MANY, one, other);
                return List.of(
                        row(
                                        "PostgreSQL, no hashing, %d callers: sign-ins/s"
                                                .formatted(FEW),
                                        "≥ 300",
                                        few)
                                .and("allowed by the wait", FEW * 1000.0 / FLOOR.toMillis()),
                        few.shares,
                        row("  %d callers: sign-ins/s".formatted(MANY), "≥ 300", alone),
                        alone.shares,
                        row("  %d callers of two servers".formatted(MANY), "≥ 0.9 × one", both)
                                .and("ratio", both.rate / alone.rate),
                        both.shares);
            }
        }
    }

    private static Row row(String what, String goal, Seen seen) {
        return Row.of(what, goal, "ova", seen.rate)
                .and("failed", seen.failed)
                .and("median wait for a command, ms", seen.p50);
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

    private Seen seen(int count, ServerProcess... servers) {
        var crowd = new ArrayList<Callers>();
        try {
            for (var server : servers)
                crowd.add(
                        new Callers(server.port(), Errand.SIGN_IN, Installations.MAILBOXES)
                                .hasty());
            crowd.forEach(callers -> callers.keepCalling(count / servers.length));
            pause(WARM_UP);
            var before = Share.at(data.postgres()::cpu, servers);
            var tallies = crowd.stream().map(Callers::anew).toList();
            pause(TIME);
            var rate = tallies.stream().mapToInt(Tally::succeeded).sum() / (1.0 * TIME.toSeconds());
            var failed = tallies.stream().mapToInt(t -> t.failed() + t.refused()).sum();
            var p50 = tallies.getFirst().thinkMillis(50);
            return new Seen(
                    rate, failed, p50, before.until(Share.at(data.postgres()::cpu, servers)));
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
