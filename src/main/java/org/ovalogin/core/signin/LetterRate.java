package org.ovalogin.core.signin;

import java.time.Duration;
import java.util.List;
import org.ovalogin.core.signin.TokenBuckets.Bucket;

/// `mail.rate`: the letters of imports and bulk jobs in a minute, on all servers together.
/// Thread-safe.
public final class LetterRate {
    private static final int SECONDS = 60;

    private final TokenBuckets buckets;
    private final Bucket rate;

    public LetterRate(TokenBuckets buckets, int perMinute) {
        this.buckets = buckets;
        // a second's letters may go at once
        var atOnce = Math.ceilDiv(perMinute, SECONDS);
        this.rate =
                new Bucket(
                        "welcomes all",
                        new Allowance(atOnce, perMinute, Duration.ofMinutes(1)),
                        true);
    }

    /// Whether a letter may go now. Counts it if so.
    public boolean take() {
        return !buckets.take(List.of(rate)).refused();
    }
}
