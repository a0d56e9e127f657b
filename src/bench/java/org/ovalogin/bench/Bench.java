package org.ovalogin.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.ovalogin.bench.CallScript.Errand;
import org.ovalogin.bench.Commands.Goals;

/// Runs the named benchmarks, or all, three times each, and prints the medians as a table.
final class Bench {
    private static final int TIMES = Integer.getInteger("bench.times", 3);

    private Bench() {}

    private static Map<String, Benchmark> all(Installations data) {
        var all = new LinkedHashMap<String, Benchmark>();
        all.put("start", new Start(data));
        all.put("memory", new Memory(data));
        all.put("held", new Held(data));
        all.put("burst", new Burst(data));
        var rate = Integer.getInteger("bench.rate", 1_000);
        var line = new Goals("≤ 1.8 × netty", "≤ 2 × netty", "≤ 2 × netty", Optional.of(20));
        all.put("line", new Commands(data, Errand.PRESS_KEYS, "callers press keys", rate, line));
        var calls = new Goals("≤ 3 × netty", "–", "≤ 3 × netty", Optional.empty());
        all.put("calls", new Commands(data, Errand.SIGN_IN, "callers sign in", rate / 10, calls));
        all.put("around", new Around(data));
        all.put("sign-ins", new SignIns(data));
        all.put("mailboxes", new ManyMailboxes(data));
        all.put("postgres", new SharedDatabase(data));
        all.put("sizing", new Sizing(data));
        all.put("events", new ManyEvents(data));
        all.put("imports", new Imports(data));
        all.put("searches", new Searches(data));
        return all;
    }

    public static void main(String[] names) {
        try (var data = new Installations()) {
            var all = all(data);
            var unknown = Arrays.stream(names).filter(n -> !all.containsKey(n)).toList();
            if (!unknown.isEmpty()) {
                System.err.printf("bench: no benchmark %s; existing: %s%n", unknown, all.keySet());
                System.exit(2);
            }
            System.out.printf("%-56s %-14s %s%n", "what", "reach", "seen");
            var wanted = names.length == 0 ? all.keySet() : List.of(names);
            all.entrySet().stream()
                    .filter(benchmark -> wanted.contains(benchmark.getKey()))
                    .flatMap(benchmark -> medians(benchmark.getValue()).stream())
                    .forEach(System.out::println);
        }
    }

    private static List<Row> medians(Benchmark benchmark) {
        var runs = IntStream.range(0, TIMES).mapToObj(_ -> benchmark.run()).toList();
        return IntStream.range(0, runs.getFirst().size())
                .mapToObj(i -> Row.median(runs.stream().map(rows -> rows.get(i)).toList()))
                .toList();
    }

    /// A group of results measured together.
    interface Benchmark {
        /// Measures once; always returns the same rows.
        List<Row> run();
    }

    /// The commands that the server sends in one call.
    static Path dialog(ServerProcess server, Errand errand) {
        var commands = new CopyOnWriteArrayList<String>();
        try (var callers =
                new Callers(server.port(), errand, 1).overhearing(commands::add)) {
            callers.call();
            callers.awaitEnd(Duration.ofSeconds(30));
            if (callers.tally().succeeded() != 1)
                throw new IllegalStateException("a first call did not succeed");
        }
        return Dialog.write(commands);
    }
}
