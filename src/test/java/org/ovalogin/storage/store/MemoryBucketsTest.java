package org.ovalogin.storage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.signin.TokenBuckets;

class MemoryBucketsTest extends TokenBucketsContract {
    private final MemoryBuckets buckets = new MemoryBuckets(this::nanos, 4);

    private long nanos() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    @Override
    TokenBuckets buckets() {
        return buckets;
    }

    @Override
    int kept() {
        return buckets.size();
    }

    @Test
    void fullBucketTakesNoRoom() {
        buckets.take("Trunk a", THREE);
        assertThat(kept()).isEqualTo(1);
        buckets.giveBack("Trunk a", THREE);
        assertThat(kept()).isZero();
    }

    @Test
    void nobodyGetsAFullBucketByCrowdingOthersOut() {
        for (var i = 0; i < 4; i++) empty(buckets, "CallerNumber " + i);
        assertThat(buckets.take("CallerNumber new", THREE)).isEqualTo(OptionalLong.of(2));
        assertThat(buckets.take("CallerNumber newer", THREE)).isEqualTo(OptionalLong.of(1));
        assertThat(buckets.take("Trunk new", THREE)).isEqualTo(OptionalLong.of(2));
        for (var i = 0; i < 4; i++) assertThat(buckets.take("CallerNumber " + i, THREE)).isEmpty();
        empty(buckets, "CallerNumber newest");
        assertThat(buckets.take("CallerNumber and another", THREE)).isEmpty();
    }
}
