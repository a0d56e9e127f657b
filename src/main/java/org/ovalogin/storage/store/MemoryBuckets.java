package org.ovalogin.storage.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.ovalogin.core.signin.TokenBuckets;

/// Token buckets of the one server on its database, in memory: a restart fills them. Thread-safe.
///
/// There are as many as failed of late. Should there be more than fit, the new ones share one
/// bucket of their kind, so that nobody gets a full one by crowding others out.
public final class MemoryBuckets implements TokenBuckets {
    /// Some 20 MB.
    private static final int MOST = 100_000;

    /// Microsecond at which each bucket is full again; a bucket without an entry is full.
    private final Map<String, Long> fullAt = new HashMap<>();

    private final LongSupplier nanoTime;
    private final int most;

    /// @param nanoTime as [System#nanoTime()], which no setting of the clock touches
    public MemoryBuckets(LongSupplier nanoTime) {
        this(nanoTime, MOST);
    }

    MemoryBuckets(LongSupplier nanoTime, int most) {
        this.nanoTime = nanoTime;
        this.most = most;
    }

    private long now() {
        return TimeUnit.NANOSECONDS.toMicros(nanoTime.getAsLong());
    }

    /// Each token puts off the moment at which its bucket is full again by one step; a bucket is
    /// empty where that moment would be more than the bucket's span away.
    @Override
    public synchronized Taken take(List<Bucket> buckets) {
        var now = now();
        var after = new HashMap<String, Long>();
        var left = new HashMap<Bucket, Long>();
        for (var bucket : buckets) {
            var place = place(bucket.key());
            var step = bucket.allowance().step();
            var full = Math.max(fullAt.getOrDefault(place, now), now) + step;
            var room = now + bucket.allowance().span() - full;
            if (room < 0) continue;
            after.put(place, full);
            left.put(bucket, room / step);
        }
        var taken = Taken.of(buckets, left);
        if (!taken.refused()) fullAt.putAll(after);
        return taken;
    }

    @Override
    public synchronized Map<Bucket, Long> left(List<Bucket> buckets) {
        var now = now();
        return buckets.stream()
                .collect(
                        Collectors.toMap(
                                b -> b,
                                b -> {
                                    var full = fullAt.getOrDefault(place(b.key()), now);
                                    var room = now + b.allowance().span() - Math.max(full, now);
                                    return Math.max(0, room / b.allowance().step());
                                }));
    }

    @Override
    public synchronized void giveBack(List<Bucket> buckets) {
        var now = now();
        for (var bucket : buckets)
            fullAt.computeIfPresent(
                    place(bucket.key()),
                    (_, full) -> {
                        var earlier = full - bucket.allowance().step();
                        return earlier > now ? earlier : null;
                    });
    }

    @Override
    public synchronized void tidy() {
        var now = now();
        fullAt.values().removeIf(full -> full <= now);
    }

    synchronized int size() {
        return fullAt.size();
    }

    private String place(String key) {
        return fullAt.size() < most || fullAt.containsKey(key)
                ? key
                : key.substring(0, key.indexOf(' ') + 1);
    }
}
