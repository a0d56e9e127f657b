package org.ovalogin.call.fastagi;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Wakes calls whose lines have arrived: the first at once, later ones together at the end of the
/// same millisecond. Waking a sleeping thread costs as much as a call's whole work; a thread that
/// is awake takes more work for nothing. For the event loop's thread.
final class Waker {
    private static final long PAUSE_NANOS = 1_000_000;

    private final EventExecutor eventLoop;
    private final List<AgiConnection> due = new ArrayList<>();
    private long last = System.nanoTime() - PAUSE_NANOS;

    Waker(EventExecutor eventLoop) {
        this.eventLoop = eventLoop;
    }

    /// Makes the call look at its new lines soon.
    void wake(AgiConnection connection) {
        due.add(connection);
        if (due.size() > 1) return;
        var left = last + PAUSE_NANOS - System.nanoTime();
        if (left <= 0) {
            wakeAll();
        } else {
            var _ = eventLoop.schedule(this::wakeAll, left, TimeUnit.NANOSECONDS);
        }
    }

    private void wakeAll() {
        last = System.nanoTime();
        try {
            for (var connection : due) connection.wake(last);
        } finally {
            due.clear();
        }
    }
}
