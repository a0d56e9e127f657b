package org.ovalogin.bench;

import java.time.Duration;
import java.util.List;
import org.ovalogin.bench.CallScript.Errand;

/// Calls that arrive at the same instant, as when a trunk comes back.
record Burst(Installations data) implements Bench.Benchmark {
    private static final int CALLS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private record Seen(int failed, double latestSeconds) {}

    @Override
    public List<Row> run() {
        try (var ova = ServerProcess.ova(data.real())) {
            var dialog = Bench.dialog(ova, Errand.SIGN_IN).toString();
            var ours = seen(ova);
            ova.end();
            try (var plain = ServerProcess.java(AsteriskJavaPeer.class, dialog, "0");
                    var raised = ServerProcess.java(AsteriskJavaPeer.class, dialog, "20000");
                    var netty = ServerProcess.java(NettyPeer.class, dialog)) {
                var limit = seen(netty);
                var theirs = seen(plain);
                var theirsRaised = seen(raised);
                return List.of(
                        Row.of(CALLS + " calls in one instant: failed", "0", "ova", ours.failed)
                                .and("netty", limit.failed)
                                .and("asterisk-java", theirs.failed)
                                .and("raised", theirsRaised.failed),
                        Row.of("  longest wait for a command, s", "≤ 1", "ova", ours.latestSeconds)
                                .and("netty", limit.latestSeconds)
                                .and("asterisk-java", theirs.latestSeconds)
                                .and("raised", theirsRaised.latestSeconds));
            }
        }
    }

    private static Seen seen(ServerProcess server) {
        try (var first = new Callers(server.port(), Errand.HOLD, 1)) {
            first.call(200, Duration.ofSeconds(1));
            first.awaitEnd(PATIENCE);
        }
        try (var callers = new Callers(server.port(), Errand.HOLD, 1)) {
            for (var i = 0; i < CALLS; i++) callers.call();
            var waiting = callers.awaitEnd(PATIENCE);
            var tally = callers.tally();
            return new Seen(tally.failed() + waiting, tally.thinkMillis(100) / 1000);
        }
    }
}
