package org.ovalogin.bench;

import java.time.Duration;
import java.util.List;
import org.ovalogin.bench.CallScript.Errand;

/// The cost of a call that is only held, at the first question.
record Held(Installations data) implements Bench.Benchmark {
    private static final int CALLS = Integer.getInteger("bench.held", 19_500);
    private static final int WARM_UP = 2_000;
    private static final int A_SECOND = 3_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private record Cost(int failed, double heapKib, double residentKib) {}

    @Override
    public List<Row> run() {
        try (var ova = ServerProcess.ova(data.real())) {
            var dialog = Bench.dialog(ova, Errand.SIGN_IN).toString();
            var ours = cost(ova);
            ova.end();
            try (var plain = ServerProcess.java(AsteriskJavaPeer.class, dialog, "0");
                    var raised = ServerProcess.java(AsteriskJavaPeer.class, dialog, "20000");
                    var netty = ServerProcess.java(NettyPeer.class, dialog)) {
                var limit = cost(netty);
                netty.end();
                var theirs = cost(plain);
                plain.end();
                var theirsRaised = cost(raised);
                return List.of(
                        Row.of(CALLS + " held calls: failed", "0", "ova", ours.failed)
                                .and("netty", limit.failed)
                                .and("asterisk-java", theirs.failed)
                                .and("raised", theirsRaised.failed),
                        Row.of("  live heap a call, KiB, " + ServerProcess.HEAP, "≤ 6", "ova", ours.heapKib)
                                .and("netty", limit.heapKib)
                                .and("raised", theirsRaised.heapKib),
                        Row.of("  resident memory a call, KiB", "≤ 12", "ova", ours.residentKib)
                                .and("netty", limit.residentKib)
                                .and("raised", theirsRaised.residentKib));
            }
        }
    }

    /// The growth caused by calls, on a server that has warmed up.
    private static Cost cost(ServerProcess server) {
        try (var first = new Callers(server.port(), Errand.HOLD, 1)) {
            first.call(A_SECOND, Duration.ofSeconds(WARM_UP / A_SECOND + 1));
            first.awaitEnd(PATIENCE);
        }
        var heap = server.liveHeapKib();
        var resident = server.residentKib();
        try (var callers = new Callers(server.port(), Errand.HOLD, 1)) {
            callers.call(A_SECOND, Duration.ofMillis(CALLS * 1000L / A_SECOND));
            var waiting = callers.awaitEnd(PATIENCE);
            var residentNow = server.residentKib();
            var held = Math.max(1, callers.tally().succeeded());
            return new Cost(
                    callers.tally().failed() + waiting,
                    1.0 * (server.liveHeapKib() - heap) / held,
                    1.0 * (residentNow - resident) / held);
        }
    }
}
