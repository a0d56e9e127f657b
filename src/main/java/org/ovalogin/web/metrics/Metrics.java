package org.ovalogin.web.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ovalogin.call.dialog.CallListener;
import org.ovalogin.call.dialog.CallStage;
import org.ovalogin.call.dialog.Switchboard;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.pin.HashQueue;

/// All counters and timers. Labels have few values, all of them our own words; none comes from a
/// caller or a client. Thread-safe.
public final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final CallMeters calls = new CallMeters(registry);
    private final EventMeters events = new EventMeters(registry);

    /// Kept here because meters hold their sources weakly.
    private final List<Object> lookedAt = new CopyOnWriteArrayList<>();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /// The listener that counts calls.
    public CallListener calls() {
        return calls;
    }

    /// The listener that counts events.
    public Consumer<Event> events() {
        return events;
    }

    /// Counts the calls under way.
    public void calls(Switchboard switchboard) {
        lookedAt.add(switchboard);
        for (var stage : CallStage.values())
            Gauge.builder("ova.calls.live", switchboard, board -> board.standing(stage).callers())
                    .description("Callers on the line, by stage of the call")
                    .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                    .register(registry);
    }

    /// @param name what the queue hashes
    public void hashQueue(String name, HashQueue queue) {
        lookedAt.add(queue);
        Gauge.builder("ova.hash.queue.busy", queue, q -> q.load().busy())
                .description("Hash tickets in use")
                .tag("queue", name)
                .register(registry);
        Gauge.builder("ova.hash.queue.waiting", queue, q -> q.load().waiting())
                .description("Requests waiting for a hash ticket")
                .tag("queue", name)
                .register(registry);
        FunctionTimer.builder(
                        "ova.hash.queue.wait",
                        queue,
                        q -> q.load().granted(),
                        q -> q.load().waited().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Waiting time for a hash ticket")
                .tag("queue", name)
                .register(registry);
        FunctionCounter.builder("ova.hash.queue.refused", queue, q -> q.load().refused())
                .description("Requests that got no hash ticket in time")
                .tag("queue", name)
                .register(registry);
    }

    /// Totals of one kind of transaction since the start.
    ///
    /// @param waits number of waits for a connection
    /// @param waited total time of these waits
    /// @param used total time with a connection
    public record Transactions(
            long count, long failures, long waits, Duration waited, Duration used) {}

    /// @param kind `read` or `write`
    public void database(String kind, Supplier<Transactions> transactions) {
        lookedAt.add(transactions);
        FunctionTimer.builder(
                        "ova.database.transaction",
                        transactions,
                        t -> t.get().count(),
                        t -> t.get().used().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Transactions, from the connection to the commit")
                .tag("kind", kind)
                .register(registry);
        FunctionTimer.builder(
                        "ova.database.connection.wait",
                        transactions,
                        t -> t.get().waits(),
                        t -> t.get().waited().toNanos(),
                        TimeUnit.NANOSECONDS)
                .description("Waiting time for a database connection")
                .tag("kind", kind)
                .register(registry);
        FunctionCounter.builder("ova.database.errors", transactions, t -> t.get().failures())
                .description("Transactions that failed in the database")
                .tag("kind", kind)
                .register(registry);
    }

    /// For [HttpMeters] and [OutboxSample].
    MeterRegistry registry() {
        return registry;
    }

    /// All meters in Prometheus' text format 0.0.4.
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
