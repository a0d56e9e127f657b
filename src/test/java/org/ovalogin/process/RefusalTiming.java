package org.ovalogin.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Measures how long refusals of each kind take at the socket, from the entry's end to the prompt.
/// Not part of the tests; on a machine at rest:
///
/// ```
/// ./mvnw verify -DskipTests=false -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=RefusalTiming -Drefusals=1000
/// ```
class RefusalTiming {
    private static final int REFUSALS = Integer.getInteger("refusals", 1000);

    /// Calls at a time. More than the cores would measure the queue.
    private static final int CALLERS = Integer.getInteger("callers", 4);

    @TempDir private Path parent;

    /// @param inRealTime whether Asterisk's side waits as long as commands say
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofEachKind(boolean inRealTime) throws Exception {
        var installation = new InstalledOva(parent.resolve("data"));
        var waits = new TreeMap<String, List<Duration>>();
        try (var server = RefusalKinds.serve(installation).with("OVA_JAVA_OPTS", "").start();
                var callers = Executors.newFixedThreadPool(CALLERS)) {
            RefusalKinds.prepare(installation);
            RefusalKinds.spend(server);
            measure(server, callers, 20, inRealTime); // warm-up
            for (var done = 0; done < REFUSALS; done += 250) {
                RefusalKinds.forgive(installation);
                measure(server, callers, Math.min(250, REFUSALS - done), inRealTime)
                        .forEach(
                                (kind, more) ->
                                        waits.computeIfAbsent(kind, _ -> new ArrayList<>())
                                                .addAll(more));
            }
        }
        System.out.printf("%nAsterisk's side waits %s%n", inRealTime ? "in real time" : "not");
        waits.forEach(RefusalTiming::print);
    }

    private static Map<String, List<Duration>> measure(
            OvaServer server,
            java.util.concurrent.ExecutorService callers,
            int times,
            boolean inRealTime)
            throws Exception {
        var kinds =
                new ArrayList<>(
                        IntStream.range(0, times)
                                .boxed()
                                .flatMap(_ -> RefusalKinds.KINDS.keySet().stream())
                                .toList());
        Collections.shuffle(kinds);
        var calls = new ArrayList<Callable<Duration>>();
        for (var kind : kinds) {
            var call = RefusalKinds.call(server, kind);
            calls.add(() -> (inRealTime ? call.inRealTime() : call).place().waits().getLast());
        }
        var results = callers.invokeAll(calls);
        var waits = new TreeMap<String, List<Duration>>();
        for (var i = 0; i < kinds.size(); i++)
            waits.computeIfAbsent(kinds.get(i), _ -> new ArrayList<>()).add(results.get(i).get());
        return waits;
    }

    private static void print(String kind, List<Duration> waits) {
        var sorted = waits.stream().sorted().toList();
        System.out.printf(
                "%-18s n=%d median %.2f ms, 5%% %.2f, 95%% %.2f, longest %.1f%n",
                kind,
                sorted.size(),
                millis(sorted, 50),
                millis(sorted, 5),
                millis(sorted, 95),
                millis(sorted, 100));
    }

    private static double millis(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() - 1) * percent / 100).toNanos() / 1e6;
    }
}
