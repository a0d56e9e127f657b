package org.ovalogin.storage.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedWaitTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CompletableFuture<String> outcome = new CompletableFuture<>();

    private boolean isDoneWithin(Duration time) {
        return LimitedWait.isDone(outcome, System.nanoTime() + time.toNanos());
    }

    /// Begins a wait on a thread of this kind.
    private CompletableFuture<Boolean> waits(boolean virtual, Duration time) {
        var seen = new CompletableFuture<Boolean>();
        Runnable work =
                () -> {
                    seen.complete(isDoneWithin(time) && !Thread.currentThread().isInterrupted());
                };
        var _ = virtual ? Thread.ofVirtual().start(work) : Thread.ofPlatform().start(work);
        return seen;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWithTheOutcome(boolean virtual) throws Exception {
        var seen = waits(virtual, LONG);
        assertThat(seen).isNotDone();
        outcome.complete("");
        assertThat(seen.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsAtItsLimit(boolean virtual) throws Exception {
        assertThat(waits(virtual, Duration.ofMillis(10)).get(30, TimeUnit.SECONDS)).isFalse();
    }

    @Test
    void aFaultIsAnOutcome() throws Exception {
        var seen = waits(true, LONG);
        outcome.completeExceptionally(new IllegalStateException());
        assertThat(seen.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsThereNeedsNoTime() {
        outcome.complete("");
        assertThat(isDoneWithin(Duration.ofMillis(-1))).isTrue();
    }

    @Test
    void interruptChangesNothingAndStays() {
        Thread.currentThread().interrupt();
        assertThat(isDoneWithin(Duration.ofMillis(10))).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
