package org.ovalogin.core.pin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/// Hashes on a few threads of its own, so that callers who only press keys do not wait for hashes.
/// Each hash needs a ticket first. Tickets bound the work under way and are given in the order of
/// requests. Thread-safe; any thread may wait, virtual ones too.
public final class HashQueue implements AutoCloseable {
    private final PinHasher hasher;
    private final Decoys decoys;
    private final HashSettings settings;
    private final Semaphore tickets;
    private final Semaphore ticketsAndWaiting;
    private final Pool pool;

    /// Wakes the threads that wait for a hash.
    private final ThreadPoolExecutor answers =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    Thread.ofPlatform().daemon().name("answers").factory());

    private final LongAdder granted = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /// The load of a queue now, and its totals since it was made.
    ///
    /// @param busy tickets that are out
    /// @param waiting callers waiting for a ticket
    /// @param granted tickets given so far
    /// @param waited total wait for these tickets
    /// @param refused callers refused so far
    public record Load(int busy, int waiting, long granted, Duration waited, long refused) {}

    public HashQueue(PinHasher hasher, HashSettings settings) {
        this(hasher, settings, LowPriority.CALLS);
    }

    /// A queue whose hashes get what those of calls leave of the processor.
    public static HashQueue inBackground(PinHasher hasher, HashSettings settings) {
        return new HashQueue(hasher, settings, LowPriority.BACKGROUND);
    }

    private HashQueue(PinHasher hasher, HashSettings settings, int nicer) {
        this.hasher = hasher;
        this.decoys = new Decoys(hasher);
        this.settings = settings;
        tickets = new Semaphore(settings.tickets(), true);
        ticketsAndWaiting = new Semaphore(settings.tickets() + settings.waiting());
        answers.prestartCoreThread();
        pool = new Pool(settings.threads(), nicer);
    }

    /// The hashing threads have a low priority, and threads that they start inherit it. A woken
    /// virtual thread may start another carrier thread. So hashing threads wake nobody themselves.
    private final class Pool extends ThreadPoolExecutor {
        private static final ThreadFactory THREADS =
                Thread.ofPlatform().daemon().name("hash-", 1).factory();

        Pool(int threads, int nicer) {
            super(
                    threads,
                    threads,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    hashes -> THREADS.newThread(LowPriority.before(hashes, nicer)));
        }

        <T> T compute(Callable<T> work) {
            var answer = new CompletableFuture<T>();
            execute(
                    () -> {
                        try {
                            var made = work.call();
                            answers.execute(() -> answer.complete(made));
                        } catch (Throwable e) {
                            answers.execute(() -> answer.completeExceptionally(e));
                        }
                    });
            try {
                return answer.join();
            } catch (CompletionException e) {
                throw new HashException("not hashed", e);
            }
        }

        @Override
        protected void terminated() {
            answers.shutdown();
        }
    }

    /// The hasher, for calls that cost nothing, such as [PinHasher#outdated(String)].
    public PinHasher hasher() {
        return hasher;
    }

    /// Hashes to compare with where there is none of one's own.
    public Decoys decoys() {
        return decoys;
    }

    /// Waits for a ticket as long as the settings allow. Empty if none comes in time, if too many
    /// callers wait already, if the thread is interrupted (the interrupt stays set), and if the
    /// queue is closed.
    public Optional<Ticket> ticket() {
        var asked = System.nanoTime();
        var ticket = within(settings.patience());
        if (ticket.isPresent()) {
            granted.increment();
            waitedNanos.add(System.nanoTime() - asked);
        } else {
            refused.increment();
        }
        return ticket;
    }

    private Optional<Ticket> within(Duration patience) {
        if (!ticketsAndWaiting.tryAcquire()) return Optional.empty();
        var mine = false;
        try {
            mine = tickets.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!mine) {
            ticketsAndWaiting.release();
            return Optional.empty();
        }
        var ticket = new Ticket();
        if (pool.isShutdown()) {
            ticket.close();
            return Optional.empty();
        }
        return Optional.of(ticket);
    }

    /// Whether a caller may wait for a ticket now.
    boolean hasRoom() {
        return ticketsAndWaiting.availablePermits() > 0;
    }

    public Load load() {
        var out = settings.tickets() - tickets.availablePermits();
        var all = settings.tickets() + settings.waiting() - ticketsAndWaiting.availablePermits();
        return new Load(
                out,
                Math.max(0, all - out),
                granted.sum(),
                Duration.ofNanos(waitedNanos.sum()),
                refused.sum());
    }

    /// Takes no more work, and ends the threads once the hashes under way are computed. Returns at
    /// once; callers still get these hashes.
    @Override
    public void close() {
        pool.shutdown();
    }

    /// The right to one hash, and to a second one for the same verdict. Closing gives it back. An
    /// interrupt does not end the wait for a hash that has begun, since the attempt has been
    /// charged by then; the interrupt stays set.
    public final class Ticket implements AutoCloseable {
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Ticket() {}

        /// See [PinHasher#hash(Secret)].
        ///
        /// @throws HashException and if the queue is closed
        public String hash(Secret secret) {
            return compute(() -> hasher.hash(secret));
        }

        /// See [PinHasher#matches(String, Secret)].
        ///
        /// @throws HashException and if the queue is closed
        public boolean matches(String phc, Secret secret) {
            return compute(() -> hasher.matches(phc, secret));
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                tickets.release();
                ticketsAndWaiting.release();
            }
        }

        private <T> T compute(Callable<T> work) {
            if (!open.get()) throw new IllegalStateException("the ticket has been given back");
            try {
                return pool.compute(work);
            } catch (RejectedExecutionException e) {
                throw new HashException("not hashed: the queue is closed", e);
            }
        }
    }
}
