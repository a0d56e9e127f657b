package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.signin.Allowance;
import org.ovalogin.core.signin.TokenBuckets;
import org.ovalogin.core.signin.TokenBuckets.Bucket;

/// What token buckets promise, wherever they are kept.
abstract class TokenBucketsContract {
    static final Allowance THREE = new Allowance(3, 2, Duration.ofHours(1));

    final SettableClock clock = new SettableClock();

    abstract TokenBuckets buckets();

    abstract int kept();

    static void empty(TokenBuckets buckets, String key) {
        while (take(buckets, key, THREE).isPresent()) {}
    }

    /// Tokens that are left after it; empty where there was none to take.
    static OptionalLong take(TokenBuckets buckets, String key, Allowance allowance) {
        var bucket = new Bucket(key, allowance, true);
        return buckets.take(List.of(bucket)).left().values().stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    static void giveBack(TokenBuckets buckets, String key) {
        buckets.giveBack(List.of(new Bucket(key, THREE, true)));
    }

    OptionalLong take(String key) {
        return take(buckets(), key, THREE);
    }

    @Test
    void lookTakesNothing() {
        var used = new Bucket("Trunk used", THREE, true);
        var full = new Bucket("Trunk full", THREE, true);
        var spent = new Bucket("Trunk spent", THREE, true);
        buckets().take(List.of(used));
        empty(buckets(), "Trunk spent");
        for (var i = 0; i < 2; i++)
            assertThat(buckets().left(List.of(used, full, spent)))
                    .isEqualTo(Map.of(used, 2L, full, 3L, spent, 0L));
        clock.pass(Duration.ofMinutes(30));
        assertThat(buckets().left(List.of(spent))).isEqualTo(Map.of(spent, 1L));
    }

    @Test
    void newBucketIsFull() {
        assertThat(take("Trunk new")).isEqualTo(OptionalLong.of(2));
        assertThat(take("Trunk new")).isEqualTo(OptionalLong.of(1));
        assertThat(take("Trunk new")).isEqualTo(OptionalLong.of(0));
        assertThat(take("Trunk new")).isEmpty();
        assertThat(take("Trunk other")).isPresent();
    }

    @Test
    void bucketFillsOneByOne() {
        empty(buckets(), "Trunk fills");
        clock.pass(Duration.ofMinutes(29));
        assertThat(take("Trunk fills")).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        assertThat(take("Trunk fills")).isEqualTo(OptionalLong.of(0));
        clock.pass(Duration.ofDays(30));
        assertThat(take("Trunk fills")).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void whatIsGivenBackCanBeTaken() {
        empty(buckets(), "Trunk back");
        giveBack(buckets(), "Trunk back");
        assertThat(take("Trunk back")).isEqualTo(OptionalLong.of(0));
        assertThat(take("Trunk back")).isEmpty();
    }

    @Test
    void bucketHoldsNoMoreThanItsFill() {
        take("Trunk most");
        for (var i = 0; i < 5; i++) giveBack(buckets(), "Trunk most");
        assertThat(take("Trunk most")).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void noTokenIsTakenTwice() throws Exception {
        var hundred = new Allowance(100, 1, Duration.ofHours(1));
        var taken = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<OptionalLong> take = () -> take(buckets(), "Trunk many", hundred);
            var tasks = new ArrayList<Callable<OptionalLong>>();
            for (var i = 0; i < 150; i++) tasks.add(take);
            for (var result : threads.invokeAll(tasks)) result.get().ifPresent(taken::add);
        }
        assertThat(taken).doesNotHaveDuplicates().hasSize(100);
    }

    @Test
    void emptyBucketThatRefusesSparesAllOthers() {
        var spent = new Bucket("Trunk spent", THREE, true);
        var other = new Bucket("Server other", THREE, false);
        empty(buckets(), spent.key());
        for (var order : List.of(List.of(spent, other), List.of(other, spent))) {
            var taken = buckets().take(order);
            assertThat(taken.refused()).isTrue();
            assertThat(taken.from()).isEmpty();
            assertThat(taken.left()).as("would be").containsExactly(Map.entry(other, 2L));
        }
        assertThat(take(other.key())).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void emptyBucketThatDoesNotRefuseIsPassedOver() {
        var spent = new Bucket("Server spent", THREE, false);
        var other = new Bucket("Trunk other", THREE, true);
        empty(buckets(), spent.key());
        var taken = buckets().take(List.of(spent, other));
        assertThat(taken.refused()).isFalse();
        assertThat(taken.from()).containsExactly(other);
        assertThat(take(other.key())).isEqualTo(OptionalLong.of(1));
    }

    /// The kinds in mixed company and order, some of them new in the midst of it.
    @Test
    void parallelChargesNeitherOverspendNorWaitInACircle() throws Exception {
        var all = new ArrayList<Bucket>();
        for (var i = 0; i < 2; i++) {
            all.add(new Bucket("Trunk " + i, new Allowance(60, 1, Duration.ofHours(1)), true));
            all.add(new Bucket("Server " + i, new Allowance(40, 1, Duration.ofHours(1)), false));
        }
        var held = new HashMap<Bucket, Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var charges = Collections.nCopies(600, (Callable<List<Bucket>>) () -> charge(all));
            for (var charge : threads.invokeAll(charges))
                for (var bucket : charge.get()) held.merge(bucket, 1L, Long::sum);
        }
        for (var bucket : all) {
            var size = bucket.allowance().failures();
            var left = buckets().take(List.of(bucket)).left().get(bucket);
            assertThat(held.getOrDefault(bucket, 0L) + (left == null ? 0 : left + 1))
                    .as(bucket.key())
                    .isEqualTo(size);
        }
        assertThat(held).as("something was kept of each").containsOnlyKeys(all);
    }

    /// The tokens that it keeps: every third charge is given back.
    private List<Bucket> charge(List<Bucket> all) {
        var random = ThreadLocalRandom.current();
        var some = new ArrayList<>(all);
        Collections.shuffle(some, random);
        var from = buckets().take(some.subList(0, 1 + random.nextInt(4))).from();
        if (random.nextInt(3) > 0) return from;
        if (!from.isEmpty()) buckets().giveBack(from);
        return List.of();
    }

    @Test
    void onlyFullBucketsAreForgotten() {
        var before = kept();
        empty(buckets(), "Trunk kept");
        buckets().tidy();
        assertThat(kept()).isEqualTo(before + 1);
        assertThat(take("Trunk kept")).isEmpty();
        clock.pass(Duration.ofHours(2));
        buckets().tidy();
        assertThat(kept()).isZero();
    }
}
