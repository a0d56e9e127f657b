package org.ovalogin.storage.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.signin.TokenBuckets;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.TimeLimit;

/// Token buckets in a PostgreSQL database, for all servers that share it. Thread-safe.
///
/// One statement takes all tokens of an attempt, in a transaction of its own that is rolled back
/// where a bucket refuses. Rows are locked in the order of their keys, so nobody waits in a circle.
///
/// The table is unlogged: a row that every sign-in touches must not be locked for as long as a
/// commit takes to reach the disk. A crash of the database, and a standby that takes over, begin
/// with full buckets.
public final class PostgresBuckets implements TokenBuckets {
    private static final String CLOCK = "(extract(epoch from clock_timestamp()) * 1000000)::bigint";

    /// A bucket that fills this much later than an empty one was changed while the database's clock
    /// was wrong. Long enough for a charge that waited for its row.
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /// Each token puts off the moment at which its bucket is full again by one step; a bucket is
    /// empty where that moment would be more than the bucket's span away. `excluded` is the row of
    /// a bucket that was full until now, so `excluded.full_at - excluded.step` is now.
    private static final String TAKE =
            """
            with moment as (select %s as now)
            insert into token_bucket as bucket (bucket_key, step, span, full_at)
                select bucket_key, step, span, now + step
                from moment, unnest(:keys, :steps, :spans) as asked (bucket_key, step, span)
                order by bucket_key collate "C"
            on conflict (bucket_key) do update
                set full_at = greatest(bucket.full_at + bucket.step, excluded.full_at)
                where bucket.full_at + bucket.step <= excluded.full_at - excluded.step + excluded.span
            returning bucket_key, ((select now from moment) + span - full_at) / step as tokens
            """;

    private static final String GIVE_BACK =
            """
            with own as (
                select bucket_key from token_bucket where bucket_key = any(:keys)
                order by bucket_key collate "C" for update)
            update token_bucket bucket set full_at = full_at - step from own
            where bucket.bucket_key = own.bucket_key
            """;

    private static final String TIDY =
            """
            with moment as (select %s as now)
            delete from token_bucket where bucket_key in (
                select bucket_key from token_bucket, moment
                where full_at <= now or full_at > now + span + :wrong
                for update of token_bucket skip locked)
            """;

    private final Database database;
    private final Supplier<String> clock;

    /// The time is the database's.
    public PostgresBuckets(Database database) {
        this(database, () -> CLOCK);
    }

    /// @param clock SQL for the microseconds since 1970
    PostgresBuckets(Database database, Supplier<String> clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Taken take(List<Bucket> buckets) {
        return orStoreException(
                limit -> {
                    var taken =
                            inTransaction(
                                    handle -> {
                                        var all = Taken.of(buckets, take(handle, buckets));
                                        if (all.refused()) handle.rollback();
                                        return all;
                                    });
                    // Whoever has given up was charged nothing.
                    if (limit.isOver()) putBack(taken.from());
                    return taken;
                });
    }

    private Map<Bucket, Long> take(Handle handle, List<Bucket> buckets) {
        var byKey = buckets.stream().collect(Collectors.toMap(Bucket::key, b -> b));
        var left = new HashMap<Bucket, Long>();
        handle.createQuery(TAKE.formatted(clock.get()))
                .bindArray("keys", String.class, keys(buckets))
                .bindArray("steps", Long.class, steps(buckets))
                .bindArray("spans", Long.class, spans(buckets))
                .map((row, _) -> Map.entry(row.getString("bucket_key"), row.getLong("tokens")))
                .forEach(e -> left.put(byKey.get(e.getKey()), e.getValue()));
        return left;
    }

    @Override
    public void giveBack(List<Bucket> buckets) {
        orStoreException(_ -> putBack(buckets));
    }

    private int putBack(List<Bucket> buckets) {
        return inTransaction(
                handle ->
                        handle.createUpdate(GIVE_BACK)
                                .bindArray("keys", String.class, keys(buckets))
                                .execute());
    }

    private static List<String> keys(List<Bucket> buckets) {
        return buckets.stream().map(Bucket::key).toList();
    }

    private static List<Long> steps(List<Bucket> buckets) {
        return buckets.stream().map(bucket -> bucket.allowance().step()).toList();
    }

    private static List<Long> spans(List<Bucket> buckets) {
        return buckets.stream().map(bucket -> bucket.allowance().span()).toList();
    }

    /// Passes over a bucket that somebody is charged from.
    @Override
    public void tidy() {
        orStoreException(
                _ ->
                        inTransaction(
                                handle ->
                                        handle.createUpdate(TIDY.formatted(clock.get()))
                                                .bind("wrong", CLOCKS_DIFFER.toMillis() * 1_000)
                                                .execute()));
    }

    private <T> T inTransaction(Function<Handle, T> work) {
        return database.writer().inTransaction(work::apply);
    }

    private static <T> T orStoreException(TimeLimit.Use<T> use) {
        try {
            return TimeLimit.keep(use);
        } catch (RuntimeException | SQLException e) {
            throw new StoreException("the budgets can't be had", e);
        }
    }
}
