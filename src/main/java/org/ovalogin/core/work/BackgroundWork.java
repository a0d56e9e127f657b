package org.ovalogin.core.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Work beside the calls, by a thread of its own, in steps with pauses between them. Thread-safe.
public final class BackgroundWork implements AutoCloseable {
    private final Duration grace;
    private final Consumer<Duration> pause;
    private final ScheduledExecutorService thread;
    private volatile boolean closed;

    /// @param name of the thread
    /// @param grace how long a stopping server waits for the step under way
    /// @param pause lets time pass
    public BackgroundWork(String name, Duration grace, Consumer<Duration> pause) {
        this.grace = grace;
        this.pause = pause;
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
    }

    /// Runs `work` now, and again this long after each end, until closed.
    ///
    /// @param work never throws
    public void repeat(Runnable work, Duration after) {
        var _ = thread.scheduleWithFixedDelay(work, 0, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Lets time pass between two steps.
    public void pause(Duration time) {
        pause.accept(time);
    }

    /// Lets real time pass.
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Once true, no further step is due.
    public boolean isClosed() {
        return closed;
    }

    /// Lets the step under way end.
    @Override
    public void close() {
        closed = true;
        thread.shutdown();
        try {
            var _ = thread.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
