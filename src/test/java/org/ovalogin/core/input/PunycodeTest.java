package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The samples are those of RFC 3492, 7.1, and some that are in use.
class PunycodeTest {
    @ParameterizedTest
    @CsvSource({
        "ليهمابتكلموشعربي؟, egbpdaj6bu4bxfgehfvwxn",
        "他们为什么不说中文, ihqwcrb4cv8a8dqg056pqjye",
        "למההםפשוטלאמדבריםעברית, 4dbcagdahymbxekheh6e0a7fei0b",
        "почемужеонинеговорятпорусски, b1abfaaepdrnnbgefbadotcwatmq2g4l",
        "3年b組金八先生, 3b-ww4c5e180e575a65lsy2b",
        "bücher, bcher-kva",
        "straße, strae-oqa",
        "😀, e28h",
        "ü, tda",
        "abc, abc-"
    })
    void saysAsTheStandardDoes(String text, String ascii) {
        assertThat(Punycode.encoded(text)).isEqualTo(ascii);
        assertThat(Punycode.decoded(ascii)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"99999999999", "bcher-kv", "b-ü", "ls8h=", "zzzzzzzzzzzzzzzzzzzzzzzzzzz"})
    void whatIsNoneIsNothing(String ascii) {
        assertThat(Punycode.decoded(ascii)).isEmpty();
    }

    @Test
    void isTheJdksOwnForWhateverLetters() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (var i = 0; i < 2_000; i++) {
            var text = new StringBuilder("a");
            var length = random.nextInt(1, 12);
            for (var n = 0; n < length; n++)
                text.appendCodePoint(
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt('a', 'z' + 1);
                            case 1 -> random.nextInt(0x430, 0x450);
                            case 2 -> random.nextInt(0x4E00, 0x9F00);
                            default -> random.nextInt(0xE0, 0xF7);
                        });
            var label = text.toString().replace("ß", "s") + "é";
            var ascii = IDN.toASCII(label);
            assertThat("xn--" + Punycode.encoded(label)).as(label).isEqualTo(ascii);
            assertThat(Punycode.decoded(ascii.substring(4))).contains(label);
        }
    }
}
