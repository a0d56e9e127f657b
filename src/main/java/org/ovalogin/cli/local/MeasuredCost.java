package org.ovalogin.cli.local;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.ovalogin.core.pin.Password;
import org.ovalogin.core.pin.PinHasher;
import org.ovalogin.core.pin.PinHasher.Cost;

/// The time of one hash on this machine, and how many all its cores make.
///
/// @param alone time of a hash while no other is computed
/// @param processor processor time of it, the kernel's included
record MeasuredCost(Cost cost, Duration alone, Duration processor, double perSecond) {
    private record Run(int hashes, Duration elapsed, Duration processor) {}

    /// @param time of each of two measurements: one hash at a time, then all cores
    static MeasuredCost of(Cost cost, Duration time) {
        var hasher = new PinHasher(cost);
        try (var secret = Password.of("to be measured")) {
            var _ = run(hasher, secret, Duration.ZERO); // the first hash sets the library up
            var one = run(hasher, secret, time);
            return new MeasuredCost(
                    cost,
                    one.elapsed().dividedBy(one.hashes()),
                    one.processor().dividedBy(one.hashes()),
                    onAllCores(hasher, secret, time));
        }
    }

    private static Run run(PinHasher hasher, Password secret, Duration time) {
        var threads = ManagementFactory.getThreadMXBean();
        var processor = threads.getCurrentThreadCpuTime();
        var start = System.nanoTime();
        var hashes = 0;
        do {
            var _ = hasher.hash(secret);
            hashes++;
        } while (System.nanoTime() - start < time.toNanos());
        return new Run(
                hashes,
                Duration.ofNanos(System.nanoTime() - start),
                Duration.ofNanos(threads.getCurrentThreadCpuTime() - processor));
    }

    private static double onAllCores(PinHasher hasher, Password secret, Duration time) {
        var cores = Runtime.getRuntime().availableProcessors();
        Callable<Run> task = () -> run(hasher, secret, time);
        try (var threads = Executors.newFixedThreadPool(cores)) {
            var sum = 0.0;
            for (var run : threads.invokeAll(Stream.generate(() -> task).limit(cores).toList()))
                sum += run.get().hashes() * 1e9 / run.get().elapsed().toNanos();
            return sum;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
