package org.ovalogin.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SparseLogTest {
    private long nanoTime = Long.MAX_VALUE - 5;

    @Test
    void floodIsOneLineASecondAndACount() {
        try (var logs = new Logs()) {
            var log =
                    new SparseLog(
                            LoggerFactory.getLogger("org.ovalogin.call.fastagi.sparse"),
                            () -> nanoTime);
            for (var i = 0; i < 1_000; i++) log.warn("dropped");
            assertThat(logs.at(Level.WARN)).containsExactly("dropped");
            nanoTime += 999_999_999;
            log.warn("dropped");
            nanoTime += 1;
            log.warn("dropped");
            nanoTime += 1_000_000_000;
            log.warn("dropped");
            assertThat(logs.at(Level.WARN))
                    .containsExactly("dropped", "dropped (and 1000 before it)", "dropped");
        }
    }
}
