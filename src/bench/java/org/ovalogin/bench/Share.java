package org.ovalogin.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/// Processor time so far of everything that takes part in a measurement on one machine.
///
/// @param load of this process, the played Asterisk
record Share(long nanoTime, Duration load, Duration servers, Duration database) {
    static Share at(ServerProcess... servers) {
        return at(() -> Duration.ZERO, servers);
    }

    static Share at(Supplier<Duration> database, ServerProcess... servers) {
        var self = ManagementFactory.getRuntimeMXBean().getPid();
        return new Share(
                System.nanoTime(),
                ProcessorTime.of(self),
                Arrays.stream(servers)
                        .map(ServerProcess::cpu)
                        .reduce(Duration.ZERO, Duration::plus),
                database.get());
    }

    /// The shares of all cores since then, in per cent.
    Row until(Share later) {
        var cores = Runtime.getRuntime().availableProcessors();
        var all = (double) (later.nanoTime - nanoTime) * cores / 100;
        return Row.of(
                        "  share of all cores, %",
                        "–", "played Asterisk", later.load.minus(load).toNanos() / all)
                .and("server", later.servers.minus(servers).toNanos() / all)
                .and("PostgreSQL", later.database.minus(database).toNanos() / all);
    }
}
