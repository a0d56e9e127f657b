package org.ovalogin.core.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// How long somebody who has asked for something has been waiting for it: a store that hangs keeps
/// nobody longer than they are prepared to wait. What the store does later, nobody hears.
///
/// Begun by [#during], for whatever one thread does for them. Thread-safe.
public final class Patience {
    private static final ScopedValue<Patience> WHOSE = ScopedValue.newInstance();

    private final Duration most;
    private volatile long since = System.nanoTime();

    /// @param most to wait in all, until they are answered
    public Patience(Duration most) {
        this.most = most;
    }

    /// They have been answered, and wait anew from now on.
    public void anew() {
        since = System.nanoTime();
    }

    /// Waits no longer than that for any store that `work` uses.
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(WHOSE, this).call(work::get);
    }

    /// What was computed without any store was no wait for one: what follows has the whole time
    /// again. A verdict, say, is kept even where its caller has waited too long for the hash and is
    /// told so.
    public static void again() {
        if (WHOSE.isBound()) WHOSE.get().anew();
    }

    /// What the patience of those whom this thread works for still allows, negative where it is
    /// over; empty: nobody in particular waits, so it takes as long as it takes.
    public static Optional<Duration> left() {
        return WHOSE.isBound()
                ? Optional.of(WHOSE.get().most.minusNanos(System.nanoTime() - WHOSE.get().since))
                : Optional.empty();
    }
}
