package org.ovalogin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Proves to a watchdog that the server works: it beats only if each part has just done something.
/// A part that stands still lets the watchdog end the process.
final class Pulse implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    /// Beats in the watchdog's time. One may be missed without consequences.
    private static final int BEATS = 3;

    /// @param alive whether the part does something within this time
    record Part(String name, Predicate<Duration> alive) {}

    private final List<Part> parts;
    private final Runnable beat;
    private final Duration every;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("pulse").factory());
    private boolean told;

    /// @param watchdog time after which a process without a beat is ended
    /// @param beat tells the watchdog
    Pulse(Duration watchdog, List<Part> parts, Runnable beat) {
        this.parts = List.copyOf(parts);
        this.beat = beat;
        every = watchdog.dividedBy(BEATS);
    }

    void start() {
        var _ =
                thread.scheduleWithFixedDelay(
                        this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Looks at all parts, and beats if they are alive.
    void look() {
        var dead = parts.stream().filter(this::standsStill).map(Part::name).toList();
        if (dead.isEmpty()) beat.run();
        else if (!told)
            log.error("no sign of life for the watchdog: {} stands still", String.join(", ", dead));
        told = !dead.isEmpty();
    }

    /// A check that fails proves nothing.
    private boolean standsStill(Part part) {
        try {
            return !part.alive().test(every.dividedBy(parts.size()));
        } catch (RuntimeException e) {
            log.debug("the check of {} failed", part.name(), e);
            return true;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
