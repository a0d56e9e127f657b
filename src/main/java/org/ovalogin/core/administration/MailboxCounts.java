package org.ovalogin.core.administration;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.MailboxLookup.Counts;
import org.ovalogin.core.store.StoreException;

/// Counts of mailboxes by state, kept for ten seconds and counted once for everybody who asks
/// meanwhile. A change by this server counts at once; sign-ins and other servers' changes count
/// with the next ten seconds. Hears of all events. Thread-safe.
public final class MailboxCounts implements Consumer<Event> {
    private static final long KEPT = Duration.ofSeconds(10).toNanos();

    /// A page waits for a count that takes no longer.
    private static final long QUICK = Duration.ofMillis(250).toNanos();

    private final LongSupplier nanoTime;
    private final Lock lock = new ReentrantLock();
    private final AtomicBoolean counting = new AtomicBoolean();
    private @Nullable Counts kept;
    private long at;
    private long took;
    private volatile long changes;
    private long changesCounted;

    /// @param nanoTime as [System#nanoTime()]
    public MailboxCounts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @param stored counts in the store
    public Counts get(Supplier<Counts> stored) {
        lock.lock();
        try {
            var now = nanoTime.getAsLong();
            var seen = changes;
            if (kept == null || now - at >= KEPT || seen != changesCounted) {
                kept = stored.get();
                took = nanoTime.getAsLong() - now;
                at = now;
                changesCounted = seen;
            }
            return kept;
        } finally {
            lock.unlock();
        }
    }

    /// Empty where counting takes long, as among a million mailboxes: then the counts are there a
    /// moment later.
    ///
    /// @param stored counts in the store
    public Optional<Counts> atOnce(Supplier<Counts> stored) {
        if (!lock.tryLock()) return Optional.empty();
        try {
            var fresh = nanoTime.getAsLong() - at < KEPT && changes == changesCounted;
            if (took <= QUICK || fresh) return Optional.of(get(stored));
        } finally {
            lock.unlock();
        }
        if (counting.compareAndSet(false, true))
            Thread.ofPlatform().daemon().name("counts").start(() -> count(stored));
        return Optional.empty();
    }

    private void count(Supplier<Counts> stored) {
        try {
            var _ = get(stored);
        } catch (StoreException _) {
            // the next page tries again
        } finally {
            counting.set(false);
        }
    }

    /// Never waits, not even for a count under way.
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // any other number says that there was a change
    public void accept(Event event) {
        if (event.name() != Event.Name.SIGN_IN) changes++;
    }
}
