package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MistakesTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String OUT = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";

    @Nested
    class SilenceAndMistakes {
        @Test
        void escalateToHelpAndThenToGoodbye() {
            var line = House.withOwner().phone().dials("___");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry enter-extension no-entry help-extension goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void areCountedAlike() {
            var line = House.withOwner().phone().dials("_ # 99#");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry enter-extension no-entry help-extension goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void escalateAtThePinToo() {
            var line = House.withOwner().phone().dials("51234 _ 1# 1_");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin no-entry enter-pin pin-invalid help-pin goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void areForgottenAfterAGoodEntry() {
            var line = House.withOwner().phone().dials("_ _ 51234 _ _ 527148# _ _ *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry enter-extension no-entry help-extension"
                                    + " enter-pin no-entry enter-pin no-entry help-pin"
                                    + " greeting main-menu no-entry main-menu no-entry help-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void endTheCallAtOnceWhereOneIsTheLimit() {
            var house = House.withOwner(plan -> plan.inputFailures = 1);
            var line = house.phone().dials("_");
            assertThat(line.heard()).isEqualTo("welcome enter-extension goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void areBorneNineteenTimesWhereTwentyIsTheLimit() {
            var house = House.withOwner(plan -> plan.inputFailures = 20);
            assertThat(house.phone().dials("_".repeat(19) + "51234 527148# *").told())
                    .isEqualTo(IN);
            var line = house.phone().dials("_".repeat(20));
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry enter-extension"
                                    + " no-entry help-extension".repeat(18)
                                    + " goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void aKeyDuringTheComplaintBeginsTheNextEntry() {
            var line = House.withOwner().phone().dials("_ [no-entry]51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry... enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
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
