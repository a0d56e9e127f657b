package org.ovalogin.core.signin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;

/// Dial plans, kept for a second. Every call needs one, and reading it was the largest part of a
/// call's cost. A change by this server counts at once, a change elsewhere after a second. Hears of
/// all events. Thread-safe.
public final class RecentDialPlans implements Consumer<Event> {
    private static final long KEPT = Duration.ofSeconds(1).toNanos();

    private final LongSupplier nanoTime;

    /// By the exact names of dial plans. Other names and spellings come from the network and would
    /// fill the memory.
    private final Map<String, Seen> recent = new ConcurrentHashMap<>();

    private record Seen(DialPlan dialPlan, long at) {}

    public RecentDialPlans(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @param stored reads a dial plan from the store
    public Optional<DialPlan> find(String name, Function<String, Optional<DialPlan>> stored) {
        var now = nanoTime.getAsLong();
        var seen = recent.get(name);
        if (seen != null && now - seen.at < KEPT) return Optional.of(seen.dialPlan);
        var found = stored.apply(name);
        found.ifPresentOrElse(
                dialPlan -> {
                    if (dialPlan.name().equals(name)) recent.put(name, new Seen(dialPlan, now));
                },
                () -> recent.remove(name));
        return found;
    }

    @Override
    public void accept(Event event) {
        if (event.name() == Event.Name.DIAL_PLAN_CHANGED) recent.clear();
    }
}
