package org.ovalogin.core.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Bounds how long a caller waits for the store: a store that hangs keeps nobody longer. Nobody
/// hears of what the store does later.
///
/// [#during] begins it for all work of one thread. Thread-safe.
public final class Patience {
    private static final ScopedValue<Patience> WHOSE = ScopedValue.newInstance();

    private final Duration most;
    private volatile long since = System.nanoTime();

    /// @param most bounds the whole wait for one answer
    public Patience(Duration most) {
        this.most = most;
    }

    /// The caller was answered, and waits anew from now on.
    public void anew() {
        since = System.nanoTime();
    }

    /// Runs `work`, which waits no longer than that for any store.
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(WHOSE, this).call(work::get);
    }

    /// Work without a store was no wait for one: the next use has the whole time again. So a
    /// verdict is kept even if its caller has waited too long for the hash and is told so.
    public static void again() {
        if (WHOSE.isBound()) WHOSE.get().anew();
    }

    /// The rest of the patience that this thread works under, negative once it is over; empty: no
    /// caller waits, so there is no limit.
    public static Optional<Duration> left() {
        return WHOSE.isBound()
                ? Optional.of(WHOSE.get().most.minusNanos(System.nanoTime() - WHOSE.get().since))
                : Optional.empty();
    }
}
