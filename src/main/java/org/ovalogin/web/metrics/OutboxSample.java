package org.ovalogin.web.metrics;

import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ovalogin.core.store.Outbox;
import org.ovalogin.core.store.StoreException;

/// The waiting letters in the outbox, sampled regularly. A scrape must not wait for the database,
/// least of all for one that does not answer. NaN while unknown.
public final class OutboxSample implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Outbox outbox;
    private final InstantSource clock;
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("metrics").factory());
    private volatile Seen seen = Seen.NOTHING;

    private record Seen(double letters, Instant oldest, boolean known) {
        static final Seen NOTHING = new Seen(Double.NaN, Instant.EPOCH, false);
    }

    public OutboxSample(Outbox outbox, InstantSource clock, Metrics metrics) {
        this.outbox = outbox;
        this.clock = clock;
        Gauge.builder("ova.outbox.waiting", this, sample -> sample.seen.letters())
                .description(
                        "E-mails to owners and administrators waiting to be sent, in the whole database")
                .register(metrics.registry());
        Gauge.builder("ova.outbox.oldest.age", this, OutboxSample::age)
                .description("Waiting time of the oldest of them; 0: none waits")
                .baseUnit("seconds")
                .register(metrics.registry());
    }

    public void start() {
        var _ = looks.scheduleWithFixedDelay(this::look, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    /// Never throws; the next sample may succeed.
    void look() {
        try {
            var waiting = outbox.waiting();
            var now = clock.instant();
            seen = new Seen(waiting.letters(), waiting.oldest().orElse(now), true);
        } catch (StoreException _) {
            seen = Seen.NOTHING;
        }
    }

    private double age() {
        var found = seen;
        if (!found.known()) return Double.NaN;
        if (found.letters() == 0) return 0;
        return Math.max(0, Duration.between(found.oldest(), clock.instant()).toMillis() / 1000.0);
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
