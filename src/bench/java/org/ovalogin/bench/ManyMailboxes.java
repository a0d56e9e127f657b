package org.ovalogin.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ovalogin.DatabaseTime;

/// The database time of a sign-in, with few and with many mailboxes.
record ManyMailboxes(Installations data) implements Bench.Benchmark {
    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("bench.mailboxes", 1_000_000);

    @Override
    public List<Row> run() {
        var rows = new ArrayList<Row>();
        for (var database : DatabaseKind.wanted()) {
            var micros = micros(data.uncounted(database, FEW), data.uncounted(database, MANY));
            rows.add(
                    Row.of(
                                    "database time of a sign-in, %s, µs".formatted(database),
                                    "≤ 1.2 ×",
                                    "%,d".formatted(MANY),
                                    micros.get(1))
                            .and("%,d".formatted(FEW), micros.get(0))
                            .and("ratio", micros.get(1) / micros.get(0)));
        }
        return rows;
    }

    /// The median for each, measured in turns.
    static List<Double> micros(Site... sites) {
        var arguments =
                Stream.of(sites)
                        .flatMap(
                                site ->
                                        Stream.of(
                                                site.folder().toString(),
                                                String.valueOf(site.mailboxes()),
                                                site.url()))
                        .toArray(String[]::new);
        return SignIns.output(DatabaseTime.class, arguments).lines().map(Double::valueOf).toList();
    }
}
