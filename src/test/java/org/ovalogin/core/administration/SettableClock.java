package org.ovalogin.core.administration;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Time that passes when it is told to, in either direction.
public final class SettableClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-02T08:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    public void set(Instant moment) {
        now = moment;
    }
}
