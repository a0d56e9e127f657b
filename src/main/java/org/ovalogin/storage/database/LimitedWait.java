package org.ovalogin.storage.database;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/// A thread's wait for an outcome, which ends at some moment at the latest. One thread looks at all
/// waits. A timer for each would wake another thread twice, which costs more than a read.
final class LimitedWait {
    /// The most by which the end of a wait may be late.
    private static final Duration TICK = Duration.ofMillis(100);

    private static final Set<LimitedWait> ALL = ConcurrentHashMap.newKeySet();

    static {
        var _ = Thread.ofPlatform().daemon().name("patience").start(LimitedWait::wakeTheLate);
    }

    private final Thread waiting = Thread.currentThread();
    private final CompletableFuture<?> outcome;
    private final long latest;

    private LimitedWait(CompletableFuture<?> outcome, long latest) {
        this.outcome = outcome;
        this.latest = latest;
    }

    /// Waits until the outcome is there, or until that moment. An interrupt changes nothing, and
    /// stays.
    ///
    /// @param latest by [System#nanoTime()]
    /// @return false: it was not there in time
    static boolean isDone(CompletableFuture<?> outcome, long latest) {
        if (outcome.isDone()) return true;
        var wait = new LimitedWait(outcome, latest);
        ALL.add(wait);
        try {
            wait.await();
        } finally {
            ALL.remove(wait);
        }
        return outcome.isDone();
    }

    private void await() {
        var interrupted = false;
        var _ = outcome.whenComplete((_, _) -> LockSupport.unpark(waiting));
        while (!outcome.isDone() && !isLate()) {
            LockSupport.park(outcome);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) waiting.interrupt();
    }

    private boolean isLate() {
        return System.nanoTime() - latest >= 0;
    }

    private static void wakeTheLate() {
        while (true) {
            LockSupport.parkNanos(TICK.toNanos());
            for (var wait : ALL) if (wait.isLate()) LockSupport.unpark(wait.waiting);
        }
    }
}
