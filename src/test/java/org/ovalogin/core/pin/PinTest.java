package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinTest {
    @ParameterizedTest
    @ValueSource(strings = {"0000", "13579", "012345678901234567890123"})
    void fourToTwentyFourDigitsAreAPin(String digits) {
        assertThat(Pin.of(digits)).map(Pin::digits).contains(digits);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123",
                "0123456789012345678901234",
                "12a4",
                "12*4",
                " 1234",
                "-1234",
                "１２３４",
                "١٢٣٤"
            })
    void anythingElseIsNone(String text) {
        assertThat(Pin.of(text)).isEmpty();
    }

    @Test
    void pinsOfTheSameDigitsAreEqual() {
        assertThat(Pin.of("135790"))
                .isEqualTo(Pin.of("135790"))
                .hasSameHashCodeAs(Pin.of("135790"));
        assertThat(Pin.of("135790")).isNotEqualTo(Pin.of("1357900"));
        assertThat(Pin.of("0135")).isNotEqualTo(Pin.of("00135"));
    }

    @Test
    void pinDoesNotPrintItsDigits() {
        var pin = Pin.of("135790").orElseThrow();

        assertThat(pin).hasToString("Pin");
        assertThat(new PinCheck.Allowed(pin).toString()).doesNotContainPattern("[0-9]");
    }

    @Test
    void aWipedPinIsGoodForNothing() {
        var pin = Pin.of("135790").orElseThrow();
        var kept = pin.copy();

        pin.close();

        assertThatIllegalStateException().isThrownBy(pin::digits);
        assertThatIllegalStateException().isThrownBy(pin::copy);
        assertThatIllegalStateException().isThrownBy(() -> pin.equals(kept));
        assertThat(kept.digits()).isEqualTo("135790");
    }

    @Test
    void aPasswordOfCharactersIsThatOfTheirText() {
        for (var text :
                List.of("correct horse", "Lé\uFB01n \u212B", "\uD83D\uDE00 smile", "half \uD83D"))
            assertThat(Password.of(text.toCharArray()).bytes())
                    .isEqualTo(Password.of(text).bytes());
    }
}
