package org.ovalogin.web.entry;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.ovalogin.core.administration.SelfService.Asked;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves the requests of owners who have already been answered, one after the other, each at a
/// random time within [#LATEST]. So neither the answer nor the later writes reveal which mailboxes
/// exist. Drops requests when it is full; an owner without an e-mail asks again. Thread-safe.
final class AskQueue implements AutoCloseable {
    static final Duration LATEST = Duration.ofSeconds(10);

    /// The postman's polling interval.
    private static final Duration POSTMAN_EVERY = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(AskQueue.class);
    private static final int MOST = 1_000;
    private static final Duration LAST = Duration.ofSeconds(5);

    private final Function<Asked, Optional<UUID>> work;
    private final Consumer<UUID> pretending;
    private final RandomGenerator random;
    private final Queue<Asked> waiting = new ArrayBlockingQueue<>(MOST);
    private final AtomicBoolean full = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("self-service").factory());

    /// @param work returns a letter if its delivery is to be pretended
    AskQueue(
            Function<Asked, Optional<UUID>> work,
            Consumer<UUID> pretending,
            RandomGenerator random) {
        this.work = work;
        this.pretending = pretending;
        this.random = random;
        // close() serves them itself, at once
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /// Never waits and never throws.
    void put(Asked asked) {
        if (thread.isShutdown()) return;
        if (waiting.offer(asked)) later(LATEST, this::serveNext);
        else tellOfFull();
    }

    private void later(Duration latest, Runnable task) {
        try {
            var _ =
                    thread.schedule(
                            task, random.nextLong(latest.toMillis() + 1), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // just closed; close() serves the waiting requests
        }
    }

    private void serveNext() {
        var asked = waiting.poll();
        if (asked == null) return;
        full.set(false);
        try {
            work.apply(asked)
                    .ifPresent(letter -> later(POSTMAN_EVERY, () -> pretendDelivery(letter)));
        } catch (RuntimeException e) {
            log.warn("an owner's request for a link was not served", e);
        }
    }

    private void pretendDelivery(UUID letter) {
        try {
            pretending.accept(letter);
        } catch (RuntimeException e) {
            log.warn("the delivery of no letter could not be pretended", e);
        }
    }

    /// Logs once until a request is served again.
    private void tellOfFull() {
        if (full.compareAndSet(false, true))
            log.warn("owners ask for links faster than they can be served; some are left out");
    }

    /// Serves the waiting requests, within a time limit.
    @Override
    public void close() {
        thread.shutdown();
        var end = System.nanoTime() + LAST.toNanos();
        try {
            if (!thread.awaitTermination(LAST.toSeconds(), TimeUnit.SECONDS)) return;
            while (!waiting.isEmpty() && System.nanoTime() < end) serveNext();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
