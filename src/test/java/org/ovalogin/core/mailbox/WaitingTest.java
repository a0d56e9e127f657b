package org.ovalogin.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 1 second",
        "PT0.2S, 1 second",
        "PT1S, 1 second",
        "PT1.001S, 2 seconds",
        "PT90S, 90 seconds",
        "PT91S, 2 minutes",
        "PT15M, 15 minutes",
        "PT90M, 90 minutes",
        "PT91M, 2 hours",
        "PT86400S, 24 hours"
    })
    void isToldInTheUnitThatSaysMost(Duration left, String words) {
        assertThat(Waiting.inWords(left)).isEqualTo(words);
    }
}
