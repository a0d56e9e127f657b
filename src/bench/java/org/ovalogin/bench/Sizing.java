package org.ovalogin.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ovalogin.UncountedHashing;
import org.ovalogin.bench.CallScript.Errand;

/// The cost of a sign-in in PostgreSQL, at several loads on many mailboxes with a past:
/// docs/cluster.md calculates with it. Each load begins at a checkpoint, so every page is written
/// to the log whole at its first change. Excludes hashing, which PostgreSQL has no part in.
record Sizing(Installations data) implements Bench.Benchmark {
    private static final int MAILBOXES = Integer.getInteger("bench.mailboxes", 1_000_000);

    /// Two a mailbox, so that their indexes have many pages that a sign-in may change.
    private static final int EVENTS = 2 * MAILBOXES;

    private static final List<Integer> LOADS = List.of(10, 100, 200);
    private static final int WARM_UP_RATE = 100;
    private static final Duration WARM_UP =
            Duration.ofSeconds(Integer.getInteger("bench.warm", 30));
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("bench.time", 20));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// PostgreSQL's counters so far. Its sessions report theirs once a second, so a look may miss
    /// the last second; looks some time apart miss the same.
    private record Counters(
            Duration cpu, double wal, double transactions, double read, double written) {
        static Counters of(Postgres postgres, String database) {
            try (var connection = postgres.connection(database);
                    var statement = connection.createStatement();
                    var row =
                            statement.executeQuery(
                                    """
                                    select pg_current_wal_insert_lsn() - '0/0'::pg_lsn as wal,
                                        xact_commit + xact_rollback as transactions,
                                        tup_fetched as read,
                                        tup_inserted + tup_updated + tup_deleted as written
                                    from pg_stat_database where datname = current_database()
                                    """)) {
                row.next();
                return new Counters(
                        postgres.cpu(),
                        row.getDouble("wal"),
                        row.getDouble("transactions"),
                        row.getDouble("read"),
                        row.getDouble("written"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public List<Row> run() {
        var site = data.withEvents(DatabaseKind.POSTGRESQL, MAILBOXES, EVENTS);
        var rows = new ArrayList<Row>();
        try (var ova =
                        ServerProcess.java(
                                UncountedHashing.class,
                                site.environment(),
                                site.folder().toString());
                var callers = new Callers(ova.port(), Errand.SIGN_IN, MAILBOXES)) {
            callers.call(WARM_UP_RATE, WARM_UP);
            for (var load : LOADS) rows.addAll(at(load, callers, ova, site));
            rows.add(size(site));
        }
        return rows;
    }

    private List<Row> at(int load, Callers callers, ServerProcess ova, Site site) {
        callers.awaitEnd(PATIENCE);
        data.postgres().change(site.database(), "checkpoint");
        callers.call(load, Duration.ofSeconds(2));
        var shares = Share.at(data.postgres()::cpu, ova);
        var tally = callers.anew();
        var before = Counters.of(data.postgres(), site.database());
        callers.call(load, TIME);
        var after = Counters.of(data.postgres(), site.database());
        var done = (double) tally.succeeded();
        var cpuMillis = after.cpu.minus(before.cpu).toNanos() / 1e6;
        return List.of(
                Row.of(
                                "%,d mailboxes, %d sign-ins/s: a sign-in in PostgreSQL, ms"
                                        .formatted(MAILBOXES, load),
                                "–",
                                "processor",
                                cpuMillis / done)
                        .and("p99 of commands", tally.thinkMillis(99)),
                Row.of(
                                "  transactions",
                                "–",
                                "each",
                                (after.transactions - before.transactions) / done)
                        .and("rows written", (after.written - before.written) / done)
                        .and("rows read", (after.read - before.read) / done)
                        .and("KiB of WAL", (after.wal - before.wal) / 1024 / done),
                shares.until(Share.at(data.postgres()::cpu, ova)));
    }

    private Row size(Site site) {
        return Row.of(
                        "  size of tables with their indexes, bytes",
                        "–",
                        "a mailbox",
                        bytes(site, "mailbox", "extension"))
                .and("an event", bytes(site, "event"));
    }

    /// Bytes a row of the first table, in all of them.
    private double bytes(Site site, String... tables) {
        try (var connection = data.postgres().connection(site.database());
                var statement = connection.createStatement()) {
            var sum = 0.0;
            for (var table : tables)
                try (var row =
                        statement.executeQuery("select pg_total_relation_size('" + table + "')")) {
                    row.next();
                    sum += row.getDouble(1);
                }
            try (var row = statement.executeQuery("select count(*) from " + tables[0])) {
                row.next();
                return sum / row.getDouble(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
