package org.ovalogin.core.administration;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.MailboxLookup.Counts;

/// Counts of mailboxes by state, kept for ten seconds and counted once for everybody who asks
/// meanwhile. A change by this server counts at once; sign-ins and other servers' changes count
/// with the next ten seconds. Hears of all events. Thread-safe.
public final class MailboxCounts implements Consumer<Event> {
    private static final long KEPT = Duration.ofSeconds(10).toNanos();

    /// A page waits for a count that takes no longer.
    private static final long QUICK = Duration.ofMillis(50).toNanos();

    private final LongSupplier nanoTime;
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
    public synchronized Counts get(Supplier<Counts> stored) {
        var now = nanoTime.getAsLong();
        var seen = changes;
        if (kept == null || now - at >= KEPT || seen != changesCounted) {
            kept = stored.get();
            at = nanoTime.getAsLong();
            took = at - now;
            changesCounted = seen;
        }
        return kept;
    }

    /// Empty where counting takes long, as among a million mailboxes: then somebody who can wait
    /// counts.
    ///
    /// @param stored counts in the store
    public synchronized Optional<Counts> atOnce(Supplier<Counts> stored) {
        var fresh = nanoTime.getAsLong() - at < KEPT && changes == changesCounted;
        return took > QUICK && !fresh ? Optional.empty() : Optional.of(get(stored));
    }

    /// Never waits, not even for a count under way.
    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // any other number says that there was a change
    public void accept(Event event) {
        if (event.name() != Event.Name.SIGN_IN) changes++;
    }
}
