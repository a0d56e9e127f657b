package org.ovalogin.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.ovalogin.mailbox.SelfService.Asked;

class AskQueueTest {
    private final List<Asked> served = Collections.synchronizedList(new ArrayList<>());

    private static Asked asked(int number) {
        return new Asked(Optional.empty(), String.valueOf(number));
    }

    @Test
    void servesInTurnAndBeforeItEnds() {
        try (var queue = new AskQueue(served::add)) {
            for (var i = 0; i < 100; i++) queue.put(asked(i));
        }
        assertThat(served).hasSize(100).first().isEqualTo(asked(0));
    }

    @Test
    void goesOnAfterAFailure() {
        try (var queue =
                new AskQueue(
                        asked -> {
                            served.add(asked);
                            throw new IllegalStateException("no database");
                        })) {
            queue.put(asked(1));
            queue.put(asked(2));
        }
        assertThat(served).containsExactly(asked(1), asked(2));
    }

    @Test
    void neverHoldsUpWhoeverAsks() {
        var go = new CountDownLatch(1);
        try (var queue =
                new AskQueue(
                        asked -> {
                            try {
                                go.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            served.add(asked);
                        })) {
            for (var i = 0; i < 5000; i++) queue.put(asked(i));
            go.countDown();
        }
        assertThat(served).hasSizeBetween(1000, 1001);
        var closed = new AskQueue(served::add);
        closed.close();
        closed.put(asked(1));
        assertThat(served).hasSizeBetween(1000, 1001);
    }
}
