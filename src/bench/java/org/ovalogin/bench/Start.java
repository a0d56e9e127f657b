package org.ovalogin.bench;

import java.time.Duration;
import java.util.List;

/// The time until `./ova serve` takes calls, on a data folder already in use, and until a first
/// caller, whose keys and prompts take no time, has signed in.
record Start(Installations data) implements Bench.Benchmark {
    @Override
    public List<Row> run() {
        try (var server = ServerProcess.ova(data.real())) {
            var call = FirstCall.signIn(server.port());
            return List.of(
                    row("serve to ready, s", "≤ 0.8", server.untilReady()),
                    row("  to the first call's end, s", "≤ 1.5", server.untilReady().plus(call)));
        }
    }

    private static Row row(String what, String reach, Duration time) {
        return Row.of(what, reach, "ova", time.toMillis() / 1000.0);
    }
}
