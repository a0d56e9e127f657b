package org.ovalogin.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.ovalogin.bench.CallScript.Errand;

/// Resident memory of `./ova serve` with its own heap: with nothing to do, after 10,000 calls, and
/// after a burst of held calls has ended.
record Memory(Installations data) implements Bench.Benchmark {
    private static final int CALLS = Integer.getInteger("bench.memory.calls", 10_000);
    private static final int A_SECOND = 40;
    private static final int HELD = 18_000;
    private static final int HELD_A_SECOND = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Longer than the server takes to give memory back.
    private static final Duration QUIET =
            Duration.ofSeconds(Integer.getInteger("bench.memory.quiet", 150));

    @Override
    public List<Row> run() {
        try (var ova = ServerProcess.ovaAsInstalled(data.real())) {
            LockSupport.parkNanos(QUIET.toNanos());
            var idle = ova.residentKib();
            int failed;
            try (var callers = new Callers(ova.port(), Errand.SIGN_IN, Installations.MAILBOXES)) {
                callers.call(A_SECOND, Duration.ofSeconds(CALLS / A_SECOND));
                failed = callers.awaitEnd(PATIENCE) + callers.tally().failed();
            }
            var after = ova.residentKib();
            try (var callers = new Callers(ova.port(), Errand.HOLD, 1)) {
                callers.call(HELD_A_SECOND, Duration.ofSeconds(HELD / HELD_A_SECOND));
                failed += callers.awaitEnd(PATIENCE) + callers.tally().failed();
            }
            var burst = ova.residentKib();
            LockSupport.parkNanos(QUIET.toNanos());
            return List.of(
                    row("resident, idle, MiB", "≤ 120", idle),
                    row("  after %,d calls, MiB".formatted(CALLS), "≤ 260", after),
                    row("  with %,d held calls, MiB".formatted(HELD), "", burst),
                    row("  after them, MiB", "≤ 260", ova.residentKib()),
                    Row.of("  calls that failed", "0", "ova", failed));
        }
    }

    private static Row row(String what, String reach, long kib) {
        return Row.of(what, reach, "ova", kib / 1024.0);
    }
}
