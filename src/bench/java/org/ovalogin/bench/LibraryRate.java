package org.ovalogin.bench;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.ovalogin.Population;
import org.ovalogin.core.pin.Pin;
import org.ovalogin.core.pin.PinHasher;

/// Prints how many comparisons per second the hash library makes on all cores, without other load.
final class LibraryRate {
    private static final Duration TIME = Duration.ofSeconds(6);

    private LibraryRate() {}

    public static void main(String[] arguments) throws Exception {
        var hasher = new PinHasher();
        var pin = Pin.of(Population.PIN).orElseThrow();
        var hash = hasher.hash(pin);
        var cores = Runtime.getRuntime().availableProcessors();
        try (var threads = Executors.newFixedThreadPool(cores)) {
            var start = System.nanoTime();
            var end = start + TIME.toNanos();
            var made =
                    IntStream.range(0, cores)
                            .mapToObj(
                                    _ ->
                                            threads.submit(
                                                    () -> {
                                                        var count = 0;
                                                        for (; System.nanoTime() < end; count++)
                                                            hasher.matches(hash, pin);
                                                        return count;
                                                    }))
                            .toList();
            var sum = 0;
            for (Future<Integer> one : made) sum += one.get();
            System.out.println(sum * 1e9 / (System.nanoTime() - start));
        }
    }
}
