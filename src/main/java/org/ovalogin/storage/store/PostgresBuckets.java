package org.ovalogin.storage.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.signin.TokenBuckets;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.NamedSql;
import org.ovalogin.storage.database.TimeLimit;

/// Token buckets in a PostgreSQL database, for all servers that share it. Thread-safe.
///
/// One statement, which is a transaction of its own, takes all tokens of an attempt. It takes none
/// where a bucket that refuses is empty. Rows are locked in the order of their keys, so nobody
/// waits in a circle.
///
/// The table is unlogged: a row that every sign-in touches must not be locked for as long as a
/// commit takes to reach the disk. A crash of the database, and a standby that takes over, begin
/// with full buckets.
///
/// A large bucket that only delays, such as the total, lies in several rows, so that callers do not
/// wait for each other. Each row is a bucket with its part of the tokens and of their return; all
/// together never give more than the bucket would. An attempt takes from any row that has a token.
public final class PostgresBuckets implements TokenBuckets {
    private static final String CLOCK = "(extract(epoch from clock_timestamp()) * 1000000)::bigint";

    /// A bucket that fills this much later than an empty one was changed while the database's clock
    /// was wrong. Long enough for a charge that waited for its row.
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /// Rows of a large bucket. More than the connections that charge at a time on a busy server.
    static final int ROWS = 8;

    /// Tokens from which on a bucket is large.
    static final int LARGE = 20 * ROWS;

    private static final NamedSql GIVE_BACK =
            new NamedSql(
                    """
                    with own as (
                        select bucket_key from token_bucket where bucket_key = any(:keys)
                        order by bucket_key collate "C" for update)
                    update token_bucket bucket set full_at = full_at - step from own
                    where bucket.bucket_key = own.bucket_key
                    """);

    private final Database database;
    private final Supplier<String> clock;
    private volatile Taking taking;

    /// The time is the database's.
    public PostgresBuckets(Database database) {
        this(database, () -> CLOCK);
    }

    /// @param clock SQL for the microseconds since 1970
    PostgresBuckets(Database database, Supplier<String> clock) {
        this.database = database;
        this.clock = clock;
        this.taking = Taking.by(clock.get());
    }

    /// One row of a bucket, which is itself one with these tokens.
    ///
    /// @param number of its bucket among those asked for
    private record Place(int number, String key, long step, long span) {}

    /// A bucket after the statement.
    ///
    /// @param number of the bucket among those asked for
    /// @param open it had a token when the statement began
    /// @param taken the row that gave one; empty: none did
    /// @param tokens left in all its rows
    private record Outcome(int number, boolean open, Optional<Giver> taken, long tokens) {
        static Outcome of(ResultSet row) throws SQLException {
            return new Outcome(
                    row.getInt(1),
                    row.getBoolean(2),
                    Optional.ofNullable(row.getString(3)).map(Giver::new),
                    row.getLong(4));
        }
    }

    /// The row that gave a token.
    private record Giver(String key) {
        Bucket of(Bucket bucket) {
            return new Bucket(key, bucket.allowance(), bucket.refuses());
        }
    }

    /// The statement for one way to tell the time.
    private record Taking(String clock, NamedSql sql) {
        /// Each token puts off the moment at which its row is full again by one step; a row is
        /// empty where that moment would be more than the row's span away. `excluded` is a row that
        /// was full until now, so `excluded.full_at - excluded.step` is now.
        static Taking by(String clock) {
            return new Taking(
                    clock,
                    new NamedSql(
                            """
                            with moment as (select %s as now),
                            seen as (
                                select asked.*, now, greatest(coalesce(bucket.full_at, now), now) as full_at
                                from moment cross join unnest(:keys, :numbers, :steps, :spans) as asked (bucket_key, number, step, span)
                                left join token_bucket bucket on bucket.bucket_key = asked.bucket_key),
                            open as (
                                select distinct on (number) * from seen where full_at + step <= now + span
                                order by number, random()),
                            taken as (
                                insert into token_bucket as bucket (bucket_key, step, span, full_at)
                                    select bucket_key, step, span, now + step from open
                                    where not exists (
                                        select from unnest(:refusing) as refusing (number)
                                        where refusing.number not in (select number from open))
                                    order by bucket_key collate "C"
                                on conflict (bucket_key) do update
                                    set full_at = greatest(bucket.full_at + bucket.step, excluded.full_at)
                                    where bucket.full_at + bucket.step <= excluded.full_at - excluded.step + excluded.span
                                returning bucket_key, full_at)
                            select seen.number, bool_or(seen.full_at + step <= now + span), max(taken.bucket_key),
                                sum((now + span - coalesce(taken.full_at, seen.full_at)) / step)
                            from seen left join taken on taken.bucket_key = seen.bucket_key group by seen.number
                            """
                                    .formatted(clock)));
        }
    }

    private NamedSql taking() {
        var now = clock.get();
        var known = taking;
        if (!known.clock.equals(now)) taking = known = Taking.by(now);
        return known.sql;
    }

    @Override
    public Taken take(List<Bucket> buckets) {
        return orStoreException(
                limit -> {
                    var taken = database.writer().withHandle(handle -> take(handle, buckets));
                    // Whoever has given up was charged nothing.
                    if (limit.isOver()) putBack(taken.from());
                    return taken;
                });
    }

    private Taken take(Handle handle, List<Bucket> buckets) {
        var left = new HashMap<Bucket, Long>();
        var from = new ArrayList<Bucket>();
        var outcomes = outcomes(handle, buckets);
        if (outcomes.stream().anyMatch(o -> !o.open && buckets.get(o.number).refuses())) {
            for (var outcome : outcomes)
                if (outcome.open) left.put(buckets.get(outcome.number), outcome.tokens - 1);
            return new Taken(left, true, List.of());
        }
        var asked = buckets;
        while (true) {
            var again = new ArrayList<Bucket>();
            for (var outcome : outcomes) {
                var bucket = asked.get(outcome.number);
                if (outcome.taken.isPresent()) {
                    left.put(bucket, outcome.tokens);
                    from.add(outcome.taken.get().of(bucket));
                } else if (outcome.open && !bucket.refuses()) {
                    again.add(bucket); // others took the row's last token; another row may have one
                }
            }
            if (again.isEmpty()) break;
            asked = again;
            outcomes = outcomes(handle, asked);
        }
        // Others took the last token of a bucket that refuses.
        var refused = Taken.of(buckets, left).refused();
        if (refused && !from.isEmpty()) giveBack(handle, from);
        return new Taken(left, refused, refused ? List.of() : from);
    }

    private static List<Place> places(List<Bucket> buckets) {
        var places = new ArrayList<Place>();
        for (var i = 0; i < buckets.size(); i++) addPlaces(places, i, buckets.get(i));
        return places;
    }

    @Override
    public Map<Bucket, Long> left(List<Bucket> buckets) {
        return orStoreException(
                _ ->
                        database.writer()
                                .withHandle(handle -> left(handle, places(buckets), buckets)));
    }

    private Map<Bucket, Long> left(Handle handle, List<Place> places, List<Bucket> buckets) {
        var sql = new NamedSql(leaving(clock.get()));
        return sql
                .list(handle, bound(sql, places), row -> Map.entry(row.getInt(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(e -> buckets.get(e.getKey()), Map.Entry::getValue));
    }

    private static String leaving(String clock) {
        return """
            with moment as (select %s as now)
            select number, sum(greatest(0, now + asked.span - greatest(coalesce(full_at, now), now)) / asked.step)
            from moment cross join unnest(:keys, :numbers, :steps, :spans) as asked (bucket_key, number, step, span)
            left join token_bucket bucket on bucket.bucket_key = asked.bucket_key
            group by number
            """
                .formatted(clock);
    }

    private List<Outcome> outcomes(Handle handle, List<Bucket> buckets) {
        var places = places(buckets);
        var sql = taking();
        var values = bound(sql, places).bind("refusing", refusing(buckets));
        return sql.list(handle, values, Outcome::of);
    }

    private static NamedSql.Row bound(NamedSql sql, List<Place> places) {
        return sql.row()
                .bind("keys", places.stream().map(Place::key).toArray(String[]::new))
                .bind("numbers", places.stream().mapToInt(Place::number).toArray())
                .bind("steps", places.stream().mapToLong(Place::step).toArray())
                .bind("spans", places.stream().mapToLong(Place::span).toArray());
    }

    /// The numbers of those that refuse.
    private static int[] refusing(List<Bucket> buckets) {
        return IntStream.range(0, buckets.size()).filter(i -> buckets.get(i).refuses()).toArray();
    }

    private static void addPlaces(List<Place> places, int number, Bucket bucket) {
        var tokens = bucket.allowance().failures();
        var step = bucket.allowance().step();
        if (bucket.refuses() || tokens < LARGE) {
            places.add(new Place(number, bucket.key(), step, bucket.allowance().span()));
            return;
        }
        for (var row = 0; row < ROWS; row++) {
            var part = tokens / ROWS + (row < tokens % ROWS ? 1 : 0);
            var key = bucket.key() + "/" + row;
            places.add(new Place(number, key, step * ROWS, part * step * ROWS));
        }
    }

    @Override
    public void giveBack(List<Bucket> buckets) {
        orStoreException(_ -> putBack(buckets));
    }

    private int putBack(List<Bucket> buckets) {
        return database.writer().withHandle(handle -> giveBack(handle, buckets));
    }

    private static int giveBack(Handle handle, List<Bucket> rows) {
        var keys = rows.stream().map(Bucket::key).toArray(String[]::new);
        return GIVE_BACK.update(handle, GIVE_BACK.row().bind("keys", keys));
    }

    /// Passes over a bucket that somebody is charged from.
    @Override
    public void tidy() {
        orStoreException(
                _ ->
                        database.writer()
                                .inTransaction(
                                        handle ->
                                                handle.createUpdate(tidying(clock.get()))
                                                        .bind(
                                                                "wrong",
                                                                CLOCKS_DIFFER.toMillis() * 1_000)
                                                        .execute()));
    }

    private static String tidying(String clock) {
        return """
            with moment as (select %s as now)
            delete from token_bucket where bucket_key in (
                select bucket_key from token_bucket, moment
                where full_at <= now or full_at > now + span + :wrong
                for update of token_bucket skip locked)
            """
                .formatted(clock);
    }

    private static <T> T orStoreException(TimeLimit.Use<T> use) {
        try {
            return TimeLimit.keep(use);
        } catch (RuntimeException | SQLException e) {
            throw new StoreException("the budgets can't be had", e);
        }
    }
}
