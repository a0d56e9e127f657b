package org.ovalogin.bench;

import java.util.ArrayList;
import java.util.List;
import org.ovalogin.storage.store.PurgeTime;

/// The database time of a sign-in with many events and with none, and the time of an event's
/// deletion beside that among fewer.
record ManyEvents(Installations data) implements Bench.Benchmark {
    private static final int MANY = Integer.getInteger("bench.events", 10_000_000);
    private static final int FEWER = MANY / 10;

    @Override
    public List<Row> run() {
        var rows = new ArrayList<Row>();
        for (var database : DatabaseKind.wanted()) {
            var none = data.withEvents(database, Installations.MAILBOXES, 0);
            var fewer = data.withEvents(database, Installations.MAILBOXES, FEWER);
            var many = data.withEvents(database, Installations.MAILBOXES, MANY);
            var purgedFewer = purge(fewer);
            var purgedMany = purge(many);
            var signIns = ManyMailboxes.micros(none, many);
            rows.add(
                    Row.of(
                                    "sign-in p50, %s, %,d events, µs".formatted(database, MANY),
                                    "≤ 1.2 × none",
                                    "ova",
                                    signIns.get(1))
                            .and("none", signIns.get(0))
                            .and("ratio", signIns.get(1) / signIns.get(0)));
            rows.add(
                    Row.of("  purge of a row, µs", "≤ 1.2 × fewer", "ova", purgedMany)
                            .and("%,d".formatted(FEWER), purgedFewer)
                            .and("ratio", purgedMany / purgedFewer));
        }
        return rows;
    }

    private static double purge(Site site) {
        var output =
                site.shared()
                        ? SignIns.output(PurgeTime.class, site.url(), Postgres.USER)
                        : SignIns.output(PurgeTime.class, site.file());
        return Double.parseDouble(output);
    }
}
