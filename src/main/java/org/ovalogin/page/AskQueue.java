package org.ovalogin.page;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.ovalogin.mailbox.SelfService.Asked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What owners asked for, done in its turn on a thread of its own, so that nobody can tell by the
/// time of an answer what there was to do. What comes when the queue is full is left out: its owner
/// asks again. Thread-safe.
final class AskQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AskQueue.class);
    private static final int MOST = 1_000;
    private static final int LAST_SECONDS = 5;

    private final Consumer<Asked> work;
    private final AtomicBoolean full = new AtomicBoolean();
    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST),
                    Thread.ofPlatform().daemon().name("self-service").factory(),
                    (_, _) -> tellOfFull());

    AskQueue(Consumer<Asked> work) {
        this.work = work;
    }

    /// Never waits and never throws.
    void put(Asked asked) {
        thread.execute(() -> serve(asked));
    }

    private void serve(Asked asked) {
        full.set(false);
        try {
            work.accept(asked);
        } catch (RuntimeException e) {
            log.warn("an owner's request for a link was not served", e);
        }
    }

    /// Once, until it is served again.
    private void tellOfFull() {
        if (!thread.isShutdown() && full.compareAndSet(false, true))
            log.warn("owners ask for links faster than they can be served; some are left out");
    }

    /// Does what was asked for so far.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) thread.shutdownNow();
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
