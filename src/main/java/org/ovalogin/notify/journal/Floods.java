package org.ovalogin.notify.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ovalogin.core.mailbox.Event;

/// Condenses floods of refusals before they reach the log, as the record of events does. The first
/// refusal of its kind in a minute passes at once; others that differ only in their second are
/// counted and passed on together when the minute is over. All other events pass. Thread-safe.
public final class Floods implements Consumer<Event>, AutoCloseable {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Consumer<Event> next;
    private final Executor later;

    /// This minute's refusals by their common fields, with the count not yet passed on.
    private final Map<Event, Held> minute = new LinkedHashMap<>();

    private Instant begun = Instant.EPOCH;

    /// @param last time of the latest of them
    private record Held(Instant last, int count) {}

    /// @param next receives the remaining events
    public Floods(Consumer<Event> next) {
        this(next, CompletableFuture.delayedExecutor(MINUTE.toSeconds(), TimeUnit.SECONDS));
    }

    /// @param later runs each task a minute after it is handed over
    Floods(Consumer<Event> next, Executor later) {
        this.next = next;
        this.later = later;
    }

    @Override
    public void accept(Event event) {
        told(event).forEach(next);
    }

    /// The events to pass on, in order. Passing them on is slow, so it happens outside this lock.
    private synchronized List<Event> told(Event event) {
        if (!event.unbounded()) return List.of(event);
        var now = event.at().truncatedTo(ChronoUnit.MINUTES);
        var tell = new ArrayList<Event>();
        if (!now.equals(begun)) {
            tell.addAll(over());
            begun = now;
        }
        var coarse = event.among(minute.size());
        var kind = coarse.counted(now, 1);
        var held = minute.get(kind);
        if (held == null) {
            minute.put(kind, new Held(event.at(), 0));
            tell.add(coarse);
            return tell;
        }
        if (held.count() == 0 && minute.values().stream().noneMatch(h -> h.count() > 0))
            later.execute(this::flush);
        minute.put(kind, new Held(event.at(), held.count() + event.count()));
        return tell;
    }

    private List<Event> over() {
        var counted = new ArrayList<Event>();
        minute.forEach(
                (kind, held) -> {
                    if (held.count() > 0) counted.add(kind.counted(held.last(), held.count()));
                });
        minute.clear();
        return counted;
    }

    /// Passes on all counted events.
    private void flush() {
        List<Event> counted;
        synchronized (this) {
            counted = over();
        }
        counted.forEach(next);
    }

    @Override
    public void close() {
        flush();
    }
}
