package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.administration.SettableClock;
import org.ovalogin.core.signin.Allowance;
import org.ovalogin.core.signin.TokenBuckets;

/// What token buckets promise, wherever they are kept.
abstract class TokenBucketsContract {
    static final Allowance THREE = new Allowance(3, 2, Duration.ofHours(1));

    final SettableClock clock = new SettableClock();

    abstract TokenBuckets buckets();

    abstract int kept();

    static void empty(TokenBuckets buckets, String key) {
        while (buckets.take(key, THREE).isPresent()) {}
    }

    @Test
    void newBucketIsFull() {
        assertThat(buckets().take("Trunk new", THREE)).isEqualTo(OptionalLong.of(2));
        assertThat(buckets().take("Trunk new", THREE)).isEqualTo(OptionalLong.of(1));
        assertThat(buckets().take("Trunk new", THREE)).isEqualTo(OptionalLong.of(0));
        assertThat(buckets().take("Trunk new", THREE)).isEmpty();
        assertThat(buckets().take("Trunk other", THREE)).isPresent();
    }

    @Test
    void bucketFillsOneByOne() {
        empty(buckets(), "Trunk fills");
        clock.pass(Duration.ofMinutes(29));
        assertThat(buckets().take("Trunk fills", THREE)).isEmpty();
        clock.pass(Duration.ofMinutes(1));
        assertThat(buckets().take("Trunk fills", THREE)).isEqualTo(OptionalLong.of(0));
        clock.pass(Duration.ofDays(30));
        assertThat(buckets().take("Trunk fills", THREE)).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void whatIsGivenBackCanBeTaken() {
        empty(buckets(), "Trunk back");
        buckets().giveBack("Trunk back", THREE);
        assertThat(buckets().take("Trunk back", THREE)).isEqualTo(OptionalLong.of(0));
        assertThat(buckets().take("Trunk back", THREE)).isEmpty();
    }

    @Test
    void bucketHoldsNoMoreThanItsFill() {
        buckets().take("Trunk most", THREE);
        for (var i = 0; i < 5; i++) buckets().giveBack("Trunk most", THREE);
        assertThat(buckets().take("Trunk most", THREE)).isEqualTo(OptionalLong.of(2));
    }

    @Test
    void noTokenIsTakenTwice() throws Exception {
        var hundred = new Allowance(100, 1, Duration.ofHours(1));
        var taken = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<OptionalLong> take = () -> buckets().take("Trunk many", hundred);
            var tasks = new ArrayList<Callable<OptionalLong>>();
            for (var i = 0; i < 150; i++) tasks.add(take);
            for (var result : threads.invokeAll(tasks)) result.get().ifPresent(taken::add);
        }
        assertThat(taken).doesNotHaveDuplicates().hasSize(100);
    }

    @Test
    void onlyFullBucketsAreForgotten() {
        var before = kept();
        empty(buckets(), "Trunk kept");
        buckets().tidy();
        assertThat(kept()).isEqualTo(before + 1);
        assertThat(buckets().take("Trunk kept", THREE)).isEmpty();
        clock.pass(Duration.ofHours(2));
        buckets().tidy();
        assertThat(kept()).isZero();
    }
}
