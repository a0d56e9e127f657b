package org.ovalogin.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.ovalogin.bench.CallScript.Errand;

/// Processor time of a sign-in with production hashes, by kinds of the server's threads, on SQLite
/// and on PostgreSQL. Goals in milliseconds are scaled to this machine by the library's hash.
record Around(Installations data) implements Bench.Benchmark {
    private static final int A_SECOND = Integer.getInteger("bench.around.rate", 20);

    /// Until the compilers have little left to do: after some 5,000 sign-ins.
    private static final Duration WARM_UP =
            Duration.ofSeconds(Integer.getInteger("bench.warm", 90));

    private static final int WARM_UP_A_SECOND = Integer.getInteger("bench.around.warm", 50);

    /// Until as many calls are under way as while it is measured.
    private static final Duration CALM = Duration.ofSeconds(5);

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.time", 30));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// Processor times so far.
    ///
    /// @param load of this process, the played Asterisk
    private record Look(
            Duration server, ProcessorTime.Threads threads, Duration database, Duration load) {
        static Look at(ServerProcess server, Supplier<Duration> database) {
            var self = ManagementFactory.getRuntimeMXBean().getPid();
            return new Look(server.cpu(), server.threads(), database.get(), ProcessorTime.of(self));
        }
    }

    /// Milliseconds of processor a sign-in, after two numbers of calls.
    private record Seen(
            int failed,
            double commands,
            double server,
            Map<ThreadKind, Double> threads,
            double database,
            double load) {

        static Seen between(Look before, Look after, Tally tally) {
            var signIns = tally.succeeded();
            var server = millis(before.server, after.server, signIns);
            var threads = new EnumMap<ThreadKind, Double>(ThreadKind.class);
            before.threads
                    .until(after.threads)
                    .forEach(
                            (kind, spent) ->
                                    threads.put(kind, millis(Duration.ZERO, spent, signIns)));
            threads.remove(ThreadKind.REST);
            var known = threads.values().stream().mapToDouble(Double::doubleValue).sum();
            threads.put(ThreadKind.REST, Math.max(0, server - known));
            return new Seen(
                    tally.failed(),
                    1.0 * tally.commands() / signIns,
                    server,
                    threads,
                    millis(before.database, after.database, signIns),
                    millis(before.load, after.load, signIns));
        }

        private static double millis(Duration before, Duration after, int signIns) {
            return after.minus(before).toNanos() / 1e6 / signIns;
        }

        double of(ThreadKind kind) {
            return threads.getOrDefault(kind, 0.0);
        }
    }

    @Override
    public List<Row> run() {
        var library = Library.measured();
        var rows = new ArrayList<Row>();
        rows.add(
                Row.of(
                                "library's hash 19 MiB/2/1, ms of processor",
                                "–",
                                "alone",
                                library.processorMillis())
                        .and("a second, all cores", library.rate()));
        for (var database : DatabaseKind.wanted())
            rows.addAll(
                    switch (database) {
                        case SQLITE -> sqlite(library);
                        case POSTGRESQL -> postgresql(library);
                    });
        return rows;
    }

    private List<Row> sqlite(Library library) {
        try (var ova = ServerProcess.ova(data.real())) {
            return rows("SQLite", seen(ova, () -> Duration.ZERO), library, 0.75, 2);
        }
    }

    private List<Row> postgresql(Library library) {
        try (var ova = ServerProcess.ova(data.real(DatabaseKind.POSTGRESQL))) {
            var seen = seen(ova, data.postgres()::cpu);
            var rows = new ArrayList<>(rows("PostgreSQL", seen, library, 0.8, 3));
            rows.add(
                    Row.of(
                                    "  PostgreSQL's own processor, ms",
                                    "≤ 2 × lib/24",
                                    "postgres",
                                    seen.database)
                            .and("goal here", library.scaled(2)));
            return rows;
        }
    }

    private static Seen seen(ServerProcess server, Supplier<Duration> database) {
        try (var callers = new Callers(server.port(), Errand.SIGN_IN, Installations.MAILBOXES)) {
            callers.call(WARM_UP_A_SECOND, WARM_UP);
            callers.awaitEnd(PATIENCE);
            callers.call(A_SECOND, CALM);
            var tally = callers.anew();
            var before = Look.at(server, database);
            callers.call(A_SECOND, TIME);
            var seen = Seen.between(before, Look.at(server, database), tally);
            callers.awaitEnd(PATIENCE);
            return seen;
        }
    }

    private static List<Row> rows(
            String database, Seen seen, Library library, double ratio, double beyond) {
        var threads = Row.of("  by thread, ms", "–", "hash", seen.of(ThreadKind.HASH));
        for (var kind : ThreadKind.values())
            if (kind != ThreadKind.HASH) threads = threads.and(kind.title(), seen.of(kind));
        return List.of(
                Row.of(
                                "%s, %d sign-ins/s: failed".formatted(database, A_SECOND),
                                "0",
                                "ova",
                                seen.failed)
                        .and("commands each", seen.commands),
                Row.of(
                                "  server's processor ÷ library's hash",
                                "≤ " + ratio,
                                "ratio",
                                seen.server / library.processorMillis())
                        .and("ova, ms", seen.server),
                Row.of(
                                "  beyond hashing threads, ms",
                                "≤ %.0f × lib/24".formatted(beyond),
                                "ova",
                                seen.server - seen.of(ThreadKind.HASH))
                        .and("goal here", library.scaled(beyond))
                        .and("played Asterisk beside it", seen.load),
                threads);
    }
}
