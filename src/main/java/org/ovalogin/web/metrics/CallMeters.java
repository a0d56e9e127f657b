package org.ovalogin.web.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.ovalogin.call.dialog.CallListener;
import org.ovalogin.call.dialog.Ending;

/// Meters of calls, their results, and callers' waiting times.
final class CallMeters implements CallListener {
    /// From unnoticeable delays to delays that make callers hang up.
    private static final Duration[] STEPS = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
    };

    private final Counter began;
    private final Timer thinking;
    private final Timer verdict;
    private final Map<Ending, Counter> ended = new EnumMap<>(Ending.class);

    CallMeters(MeterRegistry registry) {
        began =
                Counter.builder("ova.calls.started")
                        .description("Calls received")
                        .register(registry);
        thinking =
                timer(registry, "ova.think.time", "Time from a caller's keys to our next command");
        verdict =
                timer(
                        registry,
                        "ova.verdict.time",
                        "Time from an entry to its verdict, including the wait for the hash");
        for (var how : Ending.values())
            ended.put(
                    how,
                    Counter.builder("ova.calls.ended")
                            .description("Finished calls, by OVA_RESULT")
                            .tag("result", how.name().toLowerCase(Locale.ROOT))
                            .register(registry));
    }

    private static Timer timer(MeterRegistry registry, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    @Override
    public void began() {
        began.increment();
    }

    @Override
    public void replied(Duration wait) {
        thinking.record(wait);
    }

    @Override
    public void judged(Duration wait) {
        verdict.record(wait);
    }

    @Override
    public void ended(Ending how) {
        Objects.requireNonNull(ended.get(how)).increment();
    }
}
