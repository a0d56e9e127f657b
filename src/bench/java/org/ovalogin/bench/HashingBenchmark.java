package org.ovalogin.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.ovalogin.Population;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinHasher;

/// One comparison with a production hash.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HashingBenchmark {
    private final PinHasher hasher = new PinHasher();
    private final String hash = hasher.hash(pin());

    private static Pin pin() {
        return Pin.of(Population.PIN).orElseThrow();
    }

    @Benchmark
    public boolean compare() {
        return hasher.matches(hash, pin());
    }
}
