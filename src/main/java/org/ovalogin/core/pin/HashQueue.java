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

/// Hashes on a few threads of its own, so that callers who are only pressing keys don't wait for
/// those whose PIN is being hashed. Who wants a hash takes a ticket first: the tickets bound the
/// work under way, and are handed out in the order of asking. Thread-safe; any thread may wait,
/// virtual ones too.
public final class HashQueue implements AutoCloseable {
    private final PinHasher hasher;
    private final HashSettings settings;
    private final Semaphore tickets;
    private final Semaphore ticketsAndWaiting;
    private final Pool pool;

    /// Wakes those who wait for a hash.
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

    /// How busy a queue is, and what it has come to since it was made.
    ///
    /// @param busy tickets that are out
    /// @param waiting those who wait for one
    /// @param granted tickets so far
    /// @param waited for these, in all
    /// @param refused those who asked so far and got none
    public record Load(int busy, int waiting, long granted, Duration waited, long refused) {}

    public HashQueue(PinHasher hasher, HashSettings settings) {
        this.hasher = hasher;
        this.settings = settings;
        tickets = new Semaphore(settings.tickets(), true);
        ticketsAndWaiting = new Semaphore(settings.tickets() + settings.waiting());
        answers.prestartCoreThread();
        pool = new Pool(settings.threads());
    }

    /// Its threads have a low priority, which those would inherit that they start; and a virtual
    /// thread that is woken may need another thread to run on. So they wake nobody themselves.
    private final class Pool extends ThreadPoolExecutor {
        private static final ThreadFactory THREADS =
                Thread.ofPlatform().daemon().name("hash-", 1).factory();

        Pool(int threads) {
            super(
                    threads,
                    threads,
                    0,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    hashes -> THREADS.newThread(LowPriority.before(hashes)));
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

    /// The hasher for what costs nothing: [PinHasher#decoy()] and [PinHasher#outdated(String)].
    public PinHasher hasher() {
        return hasher;
    }

    /// A ticket, waited for as long as the settings allow. Empty when there is none by then, when
    /// too many wait already, when the thread is interrupted (which it then still is), and when the
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

    /// Whether a caller asking now may at least wait for a ticket.
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

    /// Takes no more work, and ends the threads once the hashes under way are computed. Doesn't
    /// wait for that; those who wait for these hashes still get them.
    @Override
    public void close() {
        pool.shutdown();
    }

    /// The right to hash: meant for one hash, and good for a second where that belongs to the same
    /// verdict. Given back by closing it. A hash once begun is waited for even when the waiting
    /// thread is interrupted, which it then still is: by then the attempt has been charged.
    public final class Ticket implements AutoCloseable {
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Ticket() {}

        /// See [PinHasher#hash(Secret)].
        ///
        /// @throws HashException also when the queue is closed
        public String hash(Secret secret) {
            return compute(() -> hasher.hash(secret));
        }

        /// See [PinHasher#matches(String, Secret)].
        ///
        /// @throws HashException also when the queue is closed
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
