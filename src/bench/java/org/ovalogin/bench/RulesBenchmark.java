package org.ovalogin.bench;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.ovalogin.Population;
import org.ovalogin.core.pin.Lockout;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinPolicy;
import org.ovalogin.core.pin.PinRules;

/// The rules: the check of a chosen PIN, and a charge.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RulesBenchmark {
    private static final List<String> EXTENSIONS = List.of("51234", "51235");

    private final Pin pin = Pin.of(Population.PIN).orElseThrow();
    private final Instant now = Instant.EPOCH;

    @Benchmark
    public Object judge() {
        return PinRules.broken(pin, PinPolicy.EXCHANGE, EXTENSIONS);
    }

    @Benchmark
    public Object charge() {
        return Lockout.NONE.charge(PinPolicy.EXCHANGE, now);
    }
}
