package org.ovalogin.storage.store;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ovalogin.core.signin.Allowance;
import org.ovalogin.core.signin.TokenBuckets;

/// Token buckets of the one server on its database, in memory: a restart fills them. Thread-safe.
///
/// There are as many as failed of late. Should there be more than fit, the new ones share one
/// bucket of their kind, so that nobody gets a full one by crowding others out.
public final class MemoryBuckets implements TokenBuckets {
    /// Some 30 MB.
    private static final int MOST = 100_000;

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final int most;
    private final TimeMeter time;

    /// @param nanoTime as [System#nanoTime()], which no setting of the clock touches
    public MemoryBuckets(LongSupplier nanoTime) {
        this(nanoTime, MOST);
    }

    MemoryBuckets(LongSupplier nanoTime, int most) {
        this.most = most;
        this.time = new Time(nanoTime);
    }

    private record Entry(Bucket bucket, Allowance allowance) {
        boolean full() {
            return bucket.getAvailableTokens() >= allowance.failures();
        }
    }

    private record Time(LongSupplier nanoTime) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanoTime.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    @Override
    public OptionalLong take(String key, Allowance allowance) {
        var left = new long[] {-1};
        entries.compute(
                place(key),
                (_, found) -> {
                    var entry = found == null ? new Entry(bucket(allowance), allowance) : found;
                    var probe = entry.bucket().tryConsumeAndReturnRemaining(1);
                    if (probe.isConsumed()) left[0] = probe.getRemainingTokens();
                    return entry;
                });
        return left[0] < 0 ? OptionalLong.empty() : OptionalLong.of(left[0]);
    }

    @Override
    public void giveBack(String key, Allowance allowance) {
        entries.computeIfPresent(
                place(key),
                (_, entry) -> {
                    entry.bucket().addTokens(1);
                    return kept(entry);
                });
    }

    @Override
    public void tidy() {
        for (var key : entries.keySet()) entries.computeIfPresent(key, (_, e) -> kept(e));
    }

    int size() {
        return entries.size();
    }

    private static @Nullable Entry kept(Entry entry) {
        return entry.full() ? null : entry;
    }

    private String place(String key) {
        return entries.size() < most || entries.containsKey(key)
                ? key
                : key.substring(0, key.indexOf(' ') + 1);
    }

    private Bucket bucket(Allowance allowance) {
        return Bucket.builder()
                .addLimit(bandwidth(allowance))
                .withCustomTimePrecision(time)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE) // compute() is it
                .build();
    }

    static Bandwidth bandwidth(Allowance allowance) {
        return Bandwidth.builder()
                .capacity(allowance.failures())
                .refillGreedy(allowance.more(), allowance.period())
                .build();
    }
}
