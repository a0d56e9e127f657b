package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestMemoryTest {
    private static final String LINE = "agi_channel: PJSIP/51234-00000003";
    private static final int LINES = 22;

    /// Room for a few requests that are not complete.
    private final RequestMemory memory = new RequestMemory(24 * 1024);

    private static boolean fill(RequestMemory.Share share) {
        return IntStream.range(0, LINES).allMatch(_ -> share.add(LINE));
    }

    @Test
    void isBoundedForAllRequestsTogether() {
        assertThat(fill(memory.share())).isTrue();
        assertThat(fill(memory.share())).isTrue();
        assertThat(fill(memory.share())).isFalse();
    }

    @Test
    void aRefusedLineTakesNone() {
        var first = memory.share();
        var refused = memory.share();
        fill(first);
        fill(memory.share());
        assertThat(fill(refused)).isFalse();
        for (var i = 0; i < 1_000; i++) assertThat(refused.add("x".repeat(8_000))).isFalse();
        first.close();
        assertThat(fill(memory.share())).isTrue();
    }

    @Test
    void aCompleteRequestGivesMostOfItBack() {
        var calls = 0;
        for (; calls < 100; calls++) {
            var share = memory.share();
            if (!fill(share)) break;
            share.complete();
        }
        assertThat(calls).isBetween(8, 20);
    }

    @Test
    void theEndOfACallGivesAllOfItBack() {
        for (var i = 0; i < 1_000; i++)
            try (var share = memory.share()) {
                assertThat(fill(share)).isTrue();
                if (i % 2 == 0) share.complete();
            }
    }
}
