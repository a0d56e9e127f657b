package org.ovalogin.call.fastagi;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Wakes the calls whose lines have come: the first at once, those that follow within a millisecond
/// together at its end. To wake a thread that sleeps costs as much as a call then does; to give one
/// that is awake more to do costs nothing. For the event loop's thread.
final class Waker {
    private static final long PAUSE_NANOS = 1_000_000;

    private final EventExecutor eventLoop;
    private final List<AgiConnection> due = new ArrayList<>();
    private long last = System.nanoTime() - PAUSE_NANOS;

    Waker(EventExecutor eventLoop) {
        this.eventLoop = eventLoop;
    }

    /// Has the call look at what has arrived, soon.
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
