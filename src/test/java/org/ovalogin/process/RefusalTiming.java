package org.ovalogin.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
/// tests. Medians and ranks of one run can be compared on a busy machine too:
///
/// ```
/// ./mvnw verify -DskipTests=false -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=RefusalTiming -Drefusals=1000
/// ```
///
/// `-Dit.test=RefusalTiming#withAFullQueue` measures one of the three alone, `-Dcallers=8` places
/// more calls at a time into the empty queue.
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
        measure(Integer.getInteger("callers", 4), false);
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
        var all = mailboxes.flatMap(e -> e.getValue().stream()).toList();
        print("any mailbox", all);
        waits.forEach((kind, times) -> compare(kind, times, waits));
        printRanks("nobody", "any mailbox", waits.getOrDefault("nobody", List.of()), all);
    }

    /// Old with new hashes of the same kind, and each kind with wrong PINs of the same cost.
    private static void compare(
            String kind, List<Duration> times, Map<String, List<Duration>> waits) {
        var old = kind.endsWith(", old");
        var wrong = old ? "WrongPin, old" : "WrongPin";
        var other = old ? kind.substring(0, kind.indexOf(',')) : kind + ", old";
        var others = waits.get(other);
        if (others != null && !old) printRanks(kind, other, times, others);
        var wrongs = waits.get(wrong);
        if (wrongs != null && !kind.equals(wrong) && !kind.equals("nobody"))
            printRanks(kind, wrong, times, wrongs);
    }

    /// The probability that one of the first takes longer than one of the second (0.5: no
    /// difference), and standard deviations of the Mann-Whitney test (beyond 3: hardly chance).
    private static void printRanks(
            String kind, String other, List<Duration> ones, List<Duration> others) {
        if (ones.isEmpty() || others.isEmpty()) return;
        var sorted = others.stream().mapToLong(Duration::toNanos).sorted().toArray();
        var longer = 0.0;
        for (var one : ones) {
            var place = Arrays.binarySearch(sorted, one.toNanos());
            longer += place < 0 ? -place - 1 : place + 0.5;
        }
        var pairs = (double) ones.size() * others.size();
        var deviation = Math.sqrt(pairs * (ones.size() + others.size() + 1) / 12);
        System.out.printf(
                "%-21s longer than %-14s with probability %.3f, %.1f standard deviations%n",
                kind, other, longer / pairs, (longer - pairs / 2) / deviation);
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
                "%-21s n=%d median %.2f ms, quartiles %.2f %.2f, 5%% %.2f, 95%% %.2f, longest %.1f%n",
                kind,
                sorted.size(),
                millis(sorted, 50),
                millis(sorted, 25),
                millis(sorted, 75),
                millis(sorted, 5),
                millis(sorted, 95),
                millis(sorted, 100));
    }

    private static double millis(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() - 1) * percent / 100).toNanos() / 1e6;
    }
}
