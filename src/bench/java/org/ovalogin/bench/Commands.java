package org.ovalogin.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ovalogin.UncountedHashing;
import org.ovalogin.bench.CallScript.Errand;

/// The cost of a command and the wait for it, over many complete calls. Excludes hashing.
record Commands(Installations data, Errand errand, String what, int callsASecond, Goals goals)
        implements Bench.Benchmark {
    private static final Duration WARM_UP =
            Duration.ofSeconds(Integer.getInteger("bench.warm", 30));
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.time", 10));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// @param few a rate of calls at which commands are looked at too; empty: none
    record Goals(String cpu, String p50, String p99, Optional<Integer> few) {}

    private record Seen(
            int failed, double cpuMicros, double p50Millis, double p99Millis, double fewMillis) {}

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
                return rows(ours, limit, theirs);
            }
        }
    }

    private List<Row> rows(Seen ours, Seen netty, Seen raised) {
        var rows = new ArrayList<Row>();
        rows.add(
                Row.of(what + ", " + callsASecond + " calls/s: failed", "0", "ova", ours.failed)
                        .and("netty", netty.failed)
                        .and("raised", raised.failed));
        rows.add(
                row(
                        "  CPU a command, µs",
                        goals.cpu,
                        ours.cpuMicros,
                        netty.cpuMicros,
                        raised.cpuMicros));
        rows.add(
                row(
                        "  think time p50, ms",
                        goals.p50,
                        ours.p50Millis,
                        netty.p50Millis,
                        raised.p50Millis));
        rows.add(
                row(
                        "  think time p99, ms",
                        goals.p99,
                        ours.p99Millis,
                        netty.p99Millis,
                        raised.p99Millis));
        goals.few.ifPresent(
                few ->
                        rows.add(
                                row(
                                        "  think time p50 at %d calls/s, ms".formatted(few),
                                        goals.p50,
                                        ours.fewMillis,
                                        netty.fewMillis,
                                        raised.fewMillis)));
        return rows;
    }

    private static Row row(String what, String goal, double ours, double netty, double raised) {
        return Row.of(what, goal, "ova", ours)
                .and("netty", netty)
                .and("raised", raised)
                .and("ova/netty", ours / netty);
    }

    private Seen seen(ServerProcess server) {
        try (var callers = new Callers(server.port(), errand, Installations.MAILBOXES)) {
            callers.call(callsASecond, WARM_UP);
            var tally = callers.anew();
            var cpu = server.cpu();
            callers.call(callsASecond, TIME);
            var commands = tally.commands();
            var spent = server.cpu().minus(cpu);
            var p50 = tally.thinkMillis(50);
            var p99 = tally.thinkMillis(99);
            callers.awaitEnd(PATIENCE);
            var few = callers.anew();
            goals.few.ifPresent(rate -> callers.call(rate, TIME));
            callers.awaitEnd(PATIENCE);
            return new Seen(
                    tally.failed() + tally.refused() + Math.max(0, tally.under()) + few.failed(),
                    spent.toNanos() / 1000.0 / commands,
                    p50,
                    p99,
                    few.thinkMillis(50));
        }
    }
}
