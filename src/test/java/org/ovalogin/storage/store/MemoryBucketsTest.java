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
        take("Trunk a");
        assertThat(kept()).isEqualTo(1);
        giveBack(buckets, "Trunk a");
        assertThat(kept()).isZero();
    }

    @Test
    void nobodyGetsAFullBucketByCrowdingOthersOut() {
        for (var i = 0; i < 4; i++) empty(buckets, "CallerNumber " + i);
        assertThat(take("CallerNumber new")).isEqualTo(OptionalLong.of(2));
        assertThat(take("CallerNumber newer")).isEqualTo(OptionalLong.of(1));
        assertThat(take("Trunk new")).isEqualTo(OptionalLong.of(2));
        for (var i = 0; i < 4; i++) assertThat(take("CallerNumber " + i)).isEmpty();
        empty(buckets, "CallerNumber newest");
        assertThat(take("CallerNumber and another")).isEmpty();
    }
}
