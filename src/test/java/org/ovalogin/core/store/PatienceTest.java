package org.ovalogin.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration MOST = Duration.ofHours(1);

    @Test
    void endsAndWhatFollowsAHashHasTheWholeOfItAgain() {
        var spent = Duration.ofMillis(100);
        var left =
                new Patience(MOST)
                        .during(
                                () -> {
                                    while (left().compareTo(MOST.minus(spent)) > 0)
                                        Thread.onSpinWait();
                                    Patience.again();
                                    return left();
                                });
        assertThat(left).isBetween(MOST.minus(spent), MOST);
    }

    @Test
    void isNobodysWhereNobodyWaits() {
        Patience.again();
        assertThat(Patience.left()).isEmpty();
    }

    private static Duration left() {
        return Patience.left().orElseThrow();
    }
}
