package org.ovalogin.web.entry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.administration.SelfService.Asked;

class AskQueueTest {
    private static final UUID LETTER = UUID.randomUUID();

    private final List<Asked> served = Collections.synchronizedList(new ArrayList<>());
    private final List<UUID> pretended = Collections.synchronizedList(new ArrayList<>());

    private static Asked asked(int number) {
        return new Asked(Optional.empty(), String.valueOf(number));
    }

    private Optional<UUID> serve(Asked asked) {
        served.add(asked);
        return asked.extensionOrAddress().equals("1") ? Optional.of(LETTER) : Optional.empty();
    }

    /// At once instead of at a random time.
    private static final RandomGenerator AT_ONCE = () -> 0;

    @Test
    void servesInTurnAndBeforeItEnds() {
        try (var queue = new AskQueue(this::serve, pretended::add, new Random())) {
            for (var i = 0; i < 100; i++) queue.put(asked(i));
        }
        assertThat(served).hasSize(100).first().isEqualTo(asked(0));
    }

    @Test
    void servesWithinTheTimeAndPretendsADelivery() {
        try (var queue = new AskQueue(this::serve, pretended::add, AT_ONCE)) {
            queue.put(asked(0));
            queue.put(asked(1));
            Awaitility.await().until(() -> pretended.equals(List.of(LETTER)));
        }
        assertThat(served).containsExactly(asked(0), asked(1));
    }

    @Test
    void goesOnAfterAFailure() {
        try (var queue =
                new AskQueue(
                        asked -> {
                            served.add(asked);
                            throw new IllegalStateException("no database");
                        },
                        pretended::add,
                        AT_ONCE)) {
            queue.put(asked(1));
            queue.put(asked(2));
        }
        assertThat(served).containsExactly(asked(1), asked(2));
    }

    @Test
    void neverHoldsUpWhoeverAsks() {
        try (var queue = new AskQueue(this::serve, pretended::add, new Random())) {
            for (var i = 0; i < 5000; i++) queue.put(asked(i));
        }
        assertThat(served).hasSizeBetween(1000, 5000);
        var before = served.size();
        var closed = new AskQueue(this::serve, pretended::add, AT_ONCE);
        closed.close();
        closed.put(asked(1));
        assertThat(served).hasSize(before);
    }
}
