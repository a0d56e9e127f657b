package org.ovalogin.bench;

import java.util.List;
import org.ovalogin.DatabaseTime;

/// The database time of a sign-in, with few and with many mailboxes.
record ManyMailboxes(Installations data) implements Bench.Benchmark {
    private static final int FEW = 1_000;
    private static final int MANY = Integer.getInteger("bench.mailboxes", 1_000_000);

    @Override
    public List<Row> run() {
        var lines =
                SignIns.output(
                                DatabaseTime.class,
                                data.uncounted(FEW).toString(),
                                String.valueOf(FEW),
                                data.uncounted(MANY).toString(),
                                String.valueOf(MANY))
                        .lines()
                        .map(Double::valueOf)
                        .toList();
        return List.of(
                Row.of(
                                "database time of a sign-in, SQLite, µs",
                                "≤ 1.2 ×",
                                "%,d".formatted(MANY),
                                lines.get(1))
                        .and("%,d".formatted(FEW), lines.get(0))
                        .and("ratio", lines.get(1) / lines.get(0)));
    }
}
