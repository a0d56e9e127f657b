package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MistakesTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String OUT = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";

    @Nested
    class Mistakes {
        private static final String HELPED =
                "enter-extension extension-invalid enter-extension extension-invalid help-extension";

        @Test
        void escalateToHelpAndThenToGoodbye() {
            var line = House.withOwner().phone().dials("9# 9# 9#");
            assertThat(line.heard()).isEqualTo("welcome " + HELPED + " goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void areEmptyEntriesToo() {
            var line = House.withOwner().phone().dials("# # #");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry enter-extension no-entry help-extension goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void escalateAtThePinToo() {
            var line = House.withOwner().phone().dials("51234 1# 1_ 1*#");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin pin-invalid enter-pin pin-invalid help-pin goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void areForgottenAfterAGoodEntry() {
            var line = House.withOwner().phone().dials("9# 9# 51234 9# 9# 527148# 9 9 *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome "
                                    + HELPED
                                    + " enter-pin pin-invalid enter-pin pin-invalid help-pin"
                                    + " greeting main-menu choice-invalid main-menu choice-invalid help-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void areNotForgottenInSilence() {
            var line = House.withOwner().phone().dials("9# _ 9# _ 9#");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension extension-invalid enter-extension"
                                    + " take-your-time enter-extension extension-invalid help-extension"
                                    + " take-your-time enter-extension goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void endTheCallAtOnceWhereOneIsTheLimit() {
            var house = House.withOwner(plan -> plan.inputFailures = 1);
            var line = house.phone().dials("#");
            assertThat(line.heard()).isEqualTo("welcome enter-extension goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void areBorneNineteenTimesWhereTwentyIsTheLimit() {
            var house = House.withOwner(plan -> plan.inputFailures = 20);
            assertThat(house.phone().dials("#".repeat(19) + "51234 527148# *").told())
                    .isEqualTo(IN);
            var line = house.phone().dials("#".repeat(20));
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry enter-extension"
                                    + " no-entry help-extension".repeat(18)
                                    + " goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void aKeyDuringTheComplaintBeginsTheNextEntry() {
            var line = House.withOwner().phone().dials("# [no-entry]51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry... enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }
    }

    /// Silence is apart from mistakes: the question again, then good-bye.
    @Nested
    class Silence {
        private static final Duration FIRST = Duration.ofSeconds(10);
        private static final Duration LAST = Duration.ofSeconds(20);

        @ParameterizedTest
        @CsvSource({
            "'', enter-extension, CANCELLED",
            "'51234 ', enter-pin, CANCELLED",
            "'51234 703615# ', enter-pin-again, CANCELLED",
            "'51234 527148# ', main-menu, CANCELLED",
            "'51234 527148# 6 ', personal-options, CANCELLED",
            "'51234 527148# 6 3 ', new-pin(6), CANCELLED",
            "'51234 527148# 6 3 861942# ', new-pin-again, CANCELLED"
        })
        void repeatsTheQuestionAndThenEndsTheCall(String before, String question, String result) {
            var line = House.withOwner().phone().dials(before + "__");
            assertThat(line.heard())
                    .endsWith(question + " take-your-time " + question + " goodbye");
            assertThat(line.firstKeyWaits()).endsWith(FIRST, LAST);
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=" + result);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 20})
        void endsTheCallAlikeWhateverTheLimitOfMistakes(int limit) {
            var line = House.withOwner(plan -> plan.inputFailures = limit).phone().dials("__");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension take-your-time enter-extension goodbye");
        }

        @Test
        void isForgottenAtEachKey() {
            var line = House.withOwner().phone().dials("_ 9# _ 51234 _ 527148# _ 0 _ *");
            assertThat(line.told()).isEqualTo(IN);
            assertThat(line.firstKeyWaits())
                    .containsExactly(
                            FIRST, LAST, FIRST, LAST, FIRST, LAST, FIRST, LAST, FIRST, LAST);
        }

        @Test
        void endsInAnEntryDuringTheWords() {
            var line = House.withOwner().phone().dials("_ [take-your-time]51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension take-your-time... enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void ofACallerWhoseOperatorIsOfferedIsNoCallForTheOperator() {
            var house = House.withOwner(plan -> plan.operator = Optional.of("0"));
            assertThat(house.phone().dials("__").told()).isEqualTo(OUT);
        }
    }

    @Nested
    class Operator {
        private final House house = House.withOwner(plan -> plan.operator = Optional.of("0"));

        @Test
        void isReachedByZeroAndPound() {
            var line = house.phone().dials("0#");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension-or-operator connecting-operator");
            assertThat(line.told())
                    .isEqualTo("OVA_OPERATOR=0 OVA_NEXT=operator OVA_RESULT=CANCELLED");
        }

        @Test
        void isReachedByZeroAndAPause() {
            var line = house.phone().dials("0_");
            assertThat(line.told())
                    .isEqualTo("OVA_OPERATOR=0 OVA_NEXT=operator OVA_RESULT=CANCELLED");
        }

        @Test
        void isNotMeantByAnExtensionThatBeginsWithZero() {
            house.owner("01234", "861942");
            var line = house.phone().dials("01234 861942# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension-or-operator enter-pin greeting main-menu goodbye");
            assertThat(line.told())
                    .isEqualTo("OVA_MAILBOX=01234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS");
        }

        @Test
        void isNotOfferedAtThePin() {
            var line = house.phone().dials("51234 0# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension-or-operator enter-pin pin-invalid enter-pin greeting main-menu goodbye");
        }

        @Test
        void isNotThereForADialplanThatCannotDialOne() {
            var phone = house.phone();
            var line = phone.asking(phone.query() + "&operator=no").dials("0# 51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension extension-invalid enter-extension enter-pin greeting main-menu goodbye");
            assertThat(phone.asking(phone.query() + "&operator=yes").dials("0#").told())
                    .startsWith("OVA_OPERATOR=0");
        }

        @Test
        void isNotThereWhereTheDialPlanHasNone() {
            var line = House.withOwner().phone().dials("0# *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension extension-invalid enter-extension goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }
    }
}
