package org.ovalogin.core.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.pin.PinCheck.Allowed;
import org.ovalogin.core.pin.PinCheck.Refused;
import org.ovalogin.core.pin.PinRule.Common;
import org.ovalogin.core.pin.PinRule.ContainsExtension;
import org.ovalogin.core.pin.PinRule.Repeated;
import org.ovalogin.core.pin.PinRule.Sequential;
import org.ovalogin.core.pin.PinRule.TooLong;
import org.ovalogin.core.pin.PinRule.TooShort;

class PinRulesTest {
    private static final String EXTENSION = "36697";
    private static final PinPolicy FOUR = PinPolicy.EXCHANGE.with(d -> d.minPinLength = 4);
    private static final PinPolicy LENIENT = FOUR.with(d -> d.allowCommonPatterns = true);

    private static List<PinRule> broken(String digits, PinPolicy policy, String... extensions) {
        return PinRules.broken(Pin.of(digits).orElseThrow(), policy, List.of(extensions));
    }

    @Nested
    class Length {
        @ParameterizedTest
        @ValueSource(strings = {"", "7", "739", "7392", "73925"})
        void shorterThanThePolicySaysIsTooShort(String digits) {
            assertThat(PinRules.check(digits, PinPolicy.EXCHANGE, List.of()))
                    .isEqualTo(new Refused(List.of(new TooShort(6))));
        }

        @Test
        void moreThanTwentyFourDigitsAreTooLong() {
            assertThat(PinRules.check("7392058164739205816473920", FOUR, List.of()))
                    .isEqualTo(new Refused(List.of(new TooLong(24))));
        }

        @ParameterizedTest
        @ValueSource(strings = {"739205", "739205816473920581647392"})
        void lengthsBetweenAreAllowed(String digits) {
            assertThat(PinRules.check(digits, PinPolicy.EXCHANGE, List.of(EXTENSION)))
                    .isEqualTo(new Allowed(Pin.of(digits).orElseThrow()));
        }

        @Test
        void anythingButDigitsIsNoQuestionForTheRules() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PinRules.check("73*205", FOUR, List.of()))
                    .withMessageNotContaining("73");
        }
    }

    @Nested
    class SequentialDigits {
        @ParameterizedTest
        @ValueSource(strings = {"1234", "65432", "0123456789", "9876543210", "6789", "3210"})
        void eachOneMoreOrEachOneLessIsSequential(String digits) {
            assertThat(broken(digits, FOUR)).contains(new Sequential());
        }

        @ParameterizedTest
        @ValueSource(strings = {"1235", "1243", "7890", "0987", "12344321", "1232", "2468", "1111"})
        void anyOtherStepIsNot(String digits) {
            assertThat(broken(digits, FOUR)).doesNotContain(new Sequential());
        }
    }

    @Nested
    class RepeatedDigit {
        @ParameterizedTest
        @ValueSource(strings = {"1111", "00000", "999999999999999999999999"})
        void oneDigitOnlyIsRepeated(String digits) {
            assertThat(broken(digits, FOUR)).contains(new Repeated());
        }

        @ParameterizedTest
        @ValueSource(strings = {"1112", "2111", "1212"})
        void twoDigitsAreNot(String digits) {
            assertThat(broken(digits, FOUR)).doesNotContain(new Repeated());
        }
    }

    @Nested
    class ExtensionInThePin {
        @ParameterizedTest
        @CsvSource({
            "6697, 36697",
            "36697, 36697",
            "3669712, 36697",
            "1236697, 36697",
            "1366972, 36697",
            "71012, 101",
            "5829, 00445829",
        })
        void endOfAnExtensionOrAWholeOneIsRefused(String digits, String extension) {
            assertThat(broken(digits, LENIENT, extension)).containsExactly(new ContainsExtension());
        }

        @ParameterizedTest
        @CsvSource({
            "3669, 36697", // its start is not its end
            "7142, 14", // two digits tell nothing
            "7142, 7",
            "66971, 36697",
        })
        void otherPartsOfAnExtensionAreNot(String digits, String extension) {
            assertThat(broken(digits, LENIENT, extension)).isEmpty();
        }

        @Test
        void eachExtensionOfTheMailboxCounts() {
            assertThat(broken("6697", LENIENT, "40001", "36697"))
                    .containsExactly(new ContainsExtension());
        }
    }

    @Nested
    class CommonPatternsAllowed {
        @ParameterizedTest
        @ValueSource(strings = {"1234", "1111", "1212", "2512", "1987", "2580", "123123", "311299"})
        void patternsAreLetThrough(String digits) {
            assertThat(broken(digits, FOUR)).isNotEmpty();
            assertThat(broken(digits, LENIENT)).isEmpty();
        }

        @Test
        void lengthStays() {
            var policy = PinPolicy.EXCHANGE.with(d -> d.allowCommonPatterns = true);

            assertThat(broken("1234", policy)).containsExactly(new TooShort(6));
        }
    }

    @Test
    void everyBrokenRuleIsToldInTheOrderOfThePrompts() {
        assertThat(broken("1234", PinPolicy.EXCHANGE, "51234"))
                .startsWith(new TooShort(6), new Sequential(), new ContainsExtension());
        assertThat(broken("11111", PinPolicy.EXCHANGE, "11111"))
                .containsExactly(
                        new TooShort(6), new Repeated(), new ContainsExtension(), new Common());
    }

    @Property
    void runsOfDigitsAreSequentialOfAnyLength(
            @ForAll @IntRange(min = 0, max = 6) int from,
            @ForAll @IntRange(min = 4, max = 10) int length,
            @ForAll boolean down) {
        var run = new StringBuilder("0123456789".substring(from, Math.min(10, from + length)));
        var digits = (down ? run.reverse() : run).toString();

        assertThat(broken(digits, FOUR)).contains(new Sequential());
    }

    @Property
    void strictPolicyBreaksNoRuleLessThanALenientOne(
            @ForAll("digits") String digits, @ForAll("digits") String extension) {
        assertThat(broken(digits, FOUR, extension)).containsAll(broken(digits, LENIENT, extension));
    }

    @Property
    void checkAgreesWithBroken(@ForAll("digits") String digits) {
        var broken = broken(digits, PinPolicy.EXCHANGE, EXTENSION);

        var expected =
                broken.isEmpty() ? new Allowed(Pin.of(digits).orElseThrow()) : new Refused(broken);
        assertThat(PinRules.check(digits, PinPolicy.EXCHANGE, List.of(EXTENSION)))
                .isEqualTo(expected);
    }

    @Provide
    Arbitrary<String> digits() {
        return Arbitraries.strings().numeric().ofMinLength(4).ofMaxLength(24);
    }
}
