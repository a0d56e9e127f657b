package org.ovalogin.bench;

import java.util.List;

/// The time until `./ova serve` takes calls, on a data folder already in use.
record Start(Installations data) implements Bench.Benchmark {
    @Override
    public List<Row> run() {
        try (var server = ServerProcess.ova(data.real())) {
            return List.of(
                    Row.of(
                            "serve to ready, s",
                            "≤ 1.5",
                            "ova",
                            server.untilReady().toMillis() / 1000.0));
        }
    }
}
