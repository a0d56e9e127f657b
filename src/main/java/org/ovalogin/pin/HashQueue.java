package org.ovalogin.pin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
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
    private final ExecutorService pool;
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
        var threads = Thread.ofPlatform().daemon().name("hash-", 1).factory();
        pool =
                Executors.newFixedThreadPool(
                        settings.threads(),
                        hashes -> threads.newThread(LowPriority.before(hashes)));
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
                return await(pool.submit(work));
            } catch (RejectedExecutionException e) {
                throw new HashException("not hashed: the queue is closed", e);
            }
        }
    }

    private static <T> T await(Future<T> result) {
        var interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new HashException("not hashed", e);
                }
            }
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
