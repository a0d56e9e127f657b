package org.ovalogin.bench;

import java.time.Duration;
import java.util.List;
import org.ovalogin.UncountedHashing;
import org.ovalogin.bench.CallScript.Errand;

/// The cost of a command and the wait for it, over many complete calls. Excludes hashing.
record Commands(Installations data, Errand errand, String what, int callsASecond)
        implements Bench.Benchmark {
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warm", 30));
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.time", 10));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private record Seen(double cpuMicros, double p99Millis, int failed) {}

    @Override
    public List<Row> run() {
        var uncounted = data.uncounted(Installations.MAILBOXES).toString();
        try (var ova = ServerProcess.java(UncountedHashing.class, uncounted)) {
            var dialog = Bench.dialog(ova, errand).toString();
            var ours = seen(ova);
            ova.end();
            try (var raised = ServerProcess.java(AsteriskJavaPeer.class, dialog, "20000");
                    var netty = ServerProcess.java(NettyPeer.class, dialog)) {
                var limit = seen(netty);
                netty.end();
                var theirs = seen(raised);
                return List.of(
                        Row.of(what + ", " + callsASecond + " calls/s: failed", "0", "ova", ours.failed)
                                .and("netty", limit.failed)
                                .and("raised", theirs.failed),
                        Row.of("  CPU a command, µs", "≤ 2 × netty", "ova", ours.cpuMicros)
                                .and("netty", limit.cpuMicros)
                                .and("raised", theirs.cpuMicros)
                                .and("ova/netty", ours.cpuMicros / limit.cpuMicros),
                        Row.of("  think time p99, ms", "≤ 2 × netty", "ova", ours.p99Millis)
                                .and("netty", limit.p99Millis)
                                .and("raised", theirs.p99Millis)
                                .and("ova/netty", ours.p99Millis / limit.p99Millis));
            }
        }
    }

    private Seen seen(ServerProcess server) {
        try (var callers = new Callers(server.port(), errand, Installations.MAILBOXES)) {
            callers.call(callsASecond, WARM_UP);
            var tally = callers.anew();
            var cpu = server.cpu();
            callers.call(callsASecond, TIME);
            var commands = tally.commands();
            var spent = server.cpu().minus(cpu);
            var p99 = tally.thinkMillis(99);
            callers.awaitEnd(PATIENCE);
            return new Seen(
                    spent.toNanos() / 1000.0 / commands,
                    p99,
                    tally.failed() + Math.max(0, tally.under()));
        }
    }
}
