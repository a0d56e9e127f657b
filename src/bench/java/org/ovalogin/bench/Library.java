package org.ovalogin.bench;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.ovalogin.Population;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinHasher;

/// The hash library by itself, without other load: the peer of sign-ins. Its cost stays the same,
/// whatever the server's is.
///
/// @param rate comparisons a second, on all cores
/// @param processorMillis processor time of a comparison, one after the other on one thread
record Library(double rate, double processorMillis) {
    private static final PinHasher.Cost COST = new PinHasher.Cost(19 * 1024, 2);
    private static final Duration TIME = Duration.ofSeconds(6);
    private static final Duration ALONE = Duration.ofSeconds(4);
    private static final Duration WARM_UP = Duration.ofSeconds(1);

    /// The processor time on the machine for which the goals are written.
    private static final double REFERENCE_MILLIS = 24;

    /// Measures in a process of its own.
    static Library measured() {
        var lines = SignIns.output(Library.class).lines().map(Double::valueOf).toList();
        return new Library(lines.get(0), lines.get(1));
    }

    /// A goal written for the reference machine, for this one.
    double scaled(double millis) {
        return millis * processorMillis / REFERENCE_MILLIS;
    }

    public static void main(String[] arguments) throws Exception {
        var hasher = new PinHasher(COST);
        var pin = Pin.of(Population.PIN).orElseThrow();
        var hash = hasher.hash(pin);
        var _ = compare(hasher, hash, pin, WARM_UP);
        var clock = ManagementFactory.getThreadMXBean();
        var before = clock.getCurrentThreadCpuTime();
        var alone = compare(hasher, hash, pin, ALONE);
        var millis = (clock.getCurrentThreadCpuTime() - before) / 1e6 / alone;
        var cores = Runtime.getRuntime().availableProcessors();
        try (var threads = Executors.newFixedThreadPool(cores)) {
            var start = System.nanoTime();
            var made =
                    IntStream.range(0, cores)
                            .mapToObj(_ -> threads.submit(() -> compare(hasher, hash, pin, TIME)))
                            .toList();
            var sum = 0;
            for (Future<Integer> one : made) sum += one.get();
            System.out.println(sum * 1e9 / (System.nanoTime() - start));
        }
        System.out.println(millis);
    }

    /// @return the number of comparisons made
    private static int compare(PinHasher hasher, String hash, Pin pin, Duration time) {
        var end = System.nanoTime() + time.toNanos();
        var count = 0;
        for (; System.nanoTime() < end; count++)
            if (!hasher.matches(hash, pin)) throw new IllegalStateException("no match");
        return count;
    }
}
