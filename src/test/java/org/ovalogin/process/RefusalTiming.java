package org.ovalogin.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ovalogin.core.pin.PinHasher.Cost;

/// Measures how long refusals of each kind take at the socket, from the entry's end to the prompt.
/// Half of the mailboxes have hashes of another cost than new ones. Extensions without a mailbox
/// are others each time; together they should look like the mailboxes together. Not part of the
/// tests; on a machine at rest:
///
/// ```
/// ./mvnw verify -DskipTests=false -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=RefusalTiming -Drefusals=1000
/// ```
///
/// `-Dit.test=RefusalTiming#withAFullQueue` measures one of the three alone.
class RefusalTiming {
    /// Of each kind.
    private static final int REFUSALS = Integer.getInteger("refusals", 1000);

    /// More than this many failures between two pardons would lock.
    private static final int PARDONED = 250;

    /// The default of the release before.
    private static final Cost OLD = Cost.of("19MiB/2").orElseThrow();

    @TempDir private Path parent;
    private InstalledOva installation;
    private OvaServer server;

    @BeforeEach
    void start() {
        installation = new InstalledOva(parent.resolve("data"));
        server = RefusalKinds.serve(installation).with("OVA_JAVA_OPTS", "").start();
        RefusalKinds.prepare(installation, OLD);
        RefusalKinds.spend(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /// As a caller hears it: Asterisk's side waits as long as commands say.
    @Test
    void inRealTime() throws Exception {
        measure(16, true);
    }

    /// A refusal takes 400 ms at least, so nobody waits for a ticket.
    @Test
    void withAnEmptyQueue() throws Exception {
        measure(4, false);
    }

    @Test
    void withAFullQueue() throws Exception {
        measure(40, false);
    }

    private void measure(int callers, boolean inRealTime) throws Exception {
        var waits = new TreeMap<String, List<Duration>>();
        try (var threads = Executors.newFixedThreadPool(callers)) {
            measure(threads, 20, inRealTime); // warm-up
            for (var done = 0; done < REFUSALS; done += PARDONED) {
                RefusalKinds.forgive(installation);
                measure(threads, Math.min(PARDONED, REFUSALS - done), inRealTime)
                        .forEach((kind, more) -> add(waits, kind, more));
            }
        }
        System.out.printf(
                "%n%d callers, Asterisk's side waits %s%n",
                callers, inRealTime ? "in real time" : "not");
        waits.forEach(RefusalTiming::print);
        var mailboxes = waits.entrySet().stream().filter(e -> !e.getKey().equals("nobody"));
        print("any mailbox", mailboxes.flatMap(e -> e.getValue().stream()).toList());
    }

    private record Placed(String kind, RawCall call) {}

    private Stream<Placed> oneOfEach() {
        return RefusalKinds.KINDS.keySet().stream()
                .flatMap(
                        kind ->
                                kind.equals(RefusalKinds.UNKNOWN)
                                        ? Stream.of(
                                                new Placed(
                                                        "nobody", RefusalKinds.callNobody(server)))
                                        : Stream.of(
                                                new Placed(kind, RefusalKinds.call(server, kind)),
                                                new Placed(
                                                        kind + ", old",
                                                        RefusalKinds.callOld(server, kind))));
    }

    private Map<String, List<Duration>> measure(
            ExecutorService callers, int times, boolean inRealTime) throws Exception {
        var placed =
                new ArrayList<>(
                        Stream.generate(this::oneOfEach).limit(times).flatMap(s -> s).toList());
        Collections.shuffle(placed);
        var calls = new ArrayList<Callable<Duration>>();
        for (var one : placed) {
            var call = inRealTime ? one.call().inRealTime() : one.call();
            calls.add(() -> call.place().waits().getLast());
        }
        var results = callers.invokeAll(calls);
        var waits = new TreeMap<String, List<Duration>>();
        for (var i = 0; i < placed.size(); i++)
            add(waits, placed.get(i).kind(), List.of(results.get(i).get()));
        return waits;
    }

    private static void add(Map<String, List<Duration>> waits, String kind, List<Duration> more) {
        waits.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(more);
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
