package org.ovalogin.call.fastagi;

import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;

/// Wakes calls whose lines have arrived, at the end of the event loop's turn: one call at once, and
/// all that arrived in the same turn together. The busier the server, the more they are, and a
/// thread that is awake takes more work for nothing. For the event loop's thread.
final class Waker {
    private final EventExecutor eventLoop;
    private final List<AgiConnection> due = new ArrayList<>();

    Waker(EventExecutor eventLoop) {
        this.eventLoop = eventLoop;
    }

    /// Makes the call look at its new lines once the event loop has read all that are there.
    void wake(AgiConnection connection) {
        due.add(connection);
        if (due.size() == 1) eventLoop.execute(this::wakeAll);
    }

    private void wakeAll() {
        var now = System.nanoTime();
        try {
            for (var connection : due) connection.wake(now);
        } finally {
            due.clear();
        }
    }
}
