package org.ovalogin.storage.store;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.CustomColumnProvider;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongBiFunction;
import org.ovalogin.core.signin.Allowance;
import org.ovalogin.core.signin.TokenBuckets;
import org.ovalogin.core.store.StoreException;
import org.ovalogin.storage.database.Database;
import org.ovalogin.storage.database.TimeLimit;

/// Token buckets in a PostgreSQL database, for all servers that share it. Thread-safe.
///
/// The table is unlogged: a row that every sign-in touches must not be locked for as long as a
/// commit takes to reach the disk. A crash of the database, and a standby that takes over, begin
/// with full buckets. The time is the servers' own, so one whose clock is ahead refills that much
/// too early, once.
public final class PostgresBuckets implements TokenBuckets {
    /// A bucket changed this far in the future was changed while some clock was wrong, and would
    /// not fill until then.
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

    /// More are not looked for in parallel by one server.
    private static final int MOST_SHARED = 1_000;

    private final Database database;
    private final InstantSource clock;
    private final ProxyManager<String> buckets;
    private final ConcurrentHashMap<String, BucketProxy> shared = new ConcurrentHashMap<>();

    public PostgresBuckets(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        var full = ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ZERO);
        this.buckets =
                Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database.source())
                        .primaryKeyMapper(PrimaryKeyMapper.STRING)
                        .table("budget")
                        .idColumn("budget_key")
                        .stateColumn("state")
                        .addCustomColumn(new Column("changed_at", (_, now) -> millis(now)))
                        .addCustomColumn(
                                new Column(
                                        "full_at",
                                        (state, now) ->
                                                millis(now)
                                                        + full.calculateTimeToLiveMillis(
                                                                state, now)))
                        .clientClock(new Time(clock))
                        .build();
    }

    private record Time(InstantSource clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    private record Column(String name, ToLongBiFunction<RemoteBucketState, Long> value)
            implements CustomColumnProvider<String> {
        @Override
        public void setCustomField(
                String key,
                int index,
                PreparedStatement statement,
                RemoteBucketState state,
                long nowNanos)
                throws SQLException {
            statement.setLong(index, value.applyAsLong(state, nowNanos));
        }

        @Override
        public String getCustomFieldName() {
            return name;
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Override
    public OptionalLong take(String key, Allowance allowance) {
        return orStoreException(
                limit -> {
                    var bucket = bucket(key, allowance);
                    var probe = bucket.tryConsumeAndReturnRemaining(1);
                    // Who has given up was charged nothing.
                    if (limit.isOver() && probe.isConsumed()) bucket.addTokens(1);
                    return probe.isConsumed()
                            ? OptionalLong.of(probe.getRemainingTokens())
                            : OptionalLong.empty();
                });
    }

    @Override
    public void giveBack(String key, Allowance allowance) {
        orStoreException(
                _ -> {
                    bucket(key, allowance).addTokens(1);
                    return true;
                });
    }

    /// Passes over those that somebody is charged from.
    @Override
    public void tidy() {
        if (shared.size() > MOST_SHARED) shared.clear();
        orStoreException(
                _ ->
                        database.writer()
                                .withHandle(
                                        handle ->
                                                handle.createUpdate(
                                                                """
                                                                delete from budget where budget_key in (
                                                                    select budget_key from budget where full_at <= :now or changed_at > :wrong for update skip locked)
                                                                """)
                                                        .bind("now", clock.millis())
                                                        .bind(
                                                                "wrong",
                                                                clock.instant()
                                                                        .plus(CLOCKS_DIFFER)
                                                                        .toEpochMilli())
                                                        .execute()));
    }

    /// Callers who share a bucket take from it in one statement, so that they don't queue for its
    /// row.
    private BucketProxy bucket(String key, Allowance allowance) {
        return shared.computeIfAbsent(
                key,
                k ->
                        buckets.builder()
                                .withOptimization(Optimizations.batching())
                                .build(
                                        k,
                                        () ->
                                                BucketConfiguration.builder()
                                                        .addLimit(
                                                                MemoryBuckets.bandwidth(allowance))
                                                        .build()));
    }

    private static <T> T orStoreException(TimeLimit.Use<T> use) {
        try {
            return TimeLimit.keep(use);
        } catch (RuntimeException | SQLException e) {
            throw new StoreException("the budgets can't be had", e);
        }
    }
}
