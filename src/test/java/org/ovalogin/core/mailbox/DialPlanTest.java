package org.ovalogin.core.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialPlanTest {
    private static final DialPlan PLAN = DialPlan.named("default");

    private static DialPlan of(int shortest, int longest) {
        return PLAN.with(new ExtensionLengths(shortest, longest)::into);
    }

    @ParameterizedTest
    @ValueSource(strings = {"512", "5123", "51234"})
    void extensionsHaveAnyOfItsLengths(String digits) {
        assertThat(of(3, 5).extension(digits)).isEqualTo(new MailboxKey("default", digits));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "51", "512345", "51a", "\u0665\u0661\u0662"})
    void otherTextsAreNoExtensions(String text) {
        assertThat(of(3, 5).isExtension(text)).isFalse();
        assertThatThrownBy(() -> of(3, 5).extension(text)).hasMessageContaining("3 to 5 digits");
    }

    @ParameterizedTest
    @CsvSource({"5, 5, 5", "3, 5, 3 to 5"})
    void lengthsAreSaidInWords(int shortest, int longest, String words) {
        assertThat(of(shortest, longest).extensionLengths().inWords()).isEqualTo(words);
    }

    @Test
    void theShortestLengthIsTheLongestWhereItIsNotSaid() {
        assertThat(PLAN.extensionLengths()).isEqualTo(new ExtensionLengths(5, 5));
        assertThat(of(5, 5).minNumberOfDigitsInExtension()).isEmpty();
    }

    @Test
    void thePauseIsShorterWhereLengthsDiffer() {
        assertThat(PLAN.pauseInExtension()).isEqualTo(Duration.ofSeconds(5));
        assertThat(of(3, 5).pauseInExtension()).isEqualTo(Duration.ofSeconds(3));
        var own = of(3, 5).with(draft -> draft.extensionPause = Optional.of(Duration.ofSeconds(1)));
        assertThat(own.pauseInExtension()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void wideningKeepsItsOwnLengths() {
        var lengths = ExtensionLengths.of(List.of("512", "5123"));
        assertThat(PLAN.widened(lengths)).isEqualTo(of(3, 5));
        assertThat(of(2, 4).widened(lengths)).isEqualTo(of(2, 4));
    }

    @Test
    void wideningByNothingChangesNothing() {
        var said = PLAN.with(draft -> draft.minNumberOfDigitsInExtension = OptionalInt.of(5));
        assertThat(said.widened(new ExtensionLengths(5, 5))).isSameAs(said);
    }
}
