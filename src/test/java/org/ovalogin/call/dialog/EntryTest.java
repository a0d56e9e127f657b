package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String OUT = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";

    @Nested
    class EndOfAnEntry {
        @Test
        void theFullNumberOfDigitsEndsTheExtension() {
            var line = House.withOwner().phone().dials("51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void poundRightAfterTheLastDigitIsSwallowedAndThePromptItCutIsPlayedAgain() {
            var line = House.withOwner().phone().dials("51234 [enter-pin]# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin... enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void poundAfterThePromptIsSwallowedToo() {
            var line = House.withOwner().phone().dials("51234 # 527148# *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void aSecondPoundIsAnEmptyEntry() {
            var line = House.withOwner().phone().dials("51234 ## 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin no-entry enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void anEmptyEntryIsNotFollowedByASwallowedPound() {
            var line = House.withOwner().phone().dials("## 51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension no-entry enter-extension no-entry help-extension"
                                    + " enter-pin greeting main-menu goodbye");
        }

        @Test
        void poundAfterSomeOtherKeyEndsThePin() {
            var line = House.withOwner().phone().dials("51234 1# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin pin-invalid enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void aSecondPoundAfterThePinIsNoChoiceOfTheMenu() {
            var line = House.withOwner().phone().dials("51234 527148# # *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void aThirdPoundAfterThePinIs() {
            var line = House.withOwner().phone().dials("51234 527148# ## *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin greeting main-menu choice-invalid main-menu goodbye");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "51234# 527148## 1#",
                    "512_# 51234# 527148_# 1",
                    "9## 51234 527148# 1",
                    "*# 51234",
                    "51234 *# 51234# 527148# 1",
                    "51234 527148# 6# 3# 861942## 861942## *# 1",
                    "51234 527148# 9# 0# 1",
                    "51234 9*527148## 1"
                })
        void poundAfterAnEntryIsNeverAnEntryOfItsOwn(String script) {
            var line = House.withOwner().phone().dialsAsFarAs(script);
            assertThat(line.heard()).doesNotContain("no-entry", "choice-invalid choice-invalid");
            assertThat(line.told())
                    .endsWith(
                            script.startsWith("*")
                                    ? "OVA_RESULT=CANCELLED"
                                    : "OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
        }

        @Test
        void aPoundDuringTheVerdictIsSwallowedAndTheGreetingIsHeard() {
            var house = House.withOwner(plan -> plan.floor = Duration.ofMillis(1));
            var line = house.phone().dials("51234 527148# ~# *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            var fast = house.phone().dials("51234 527148# ~# ~1");
            assertThat(fast.told()).contains("OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
        }

        @Test
        void aPoundThatCutsAWarningDoesNotCostIt() {
            var house = House.withOwner();
            house.opens("51234", House.WRONG_PIN);
            house.opens("51234", House.WRONG_PIN);
            var line = house.phone().dials("51234 527148# [greeting]# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin greeting... greeting failed-attempts-since(2) main-menu goodbye");
        }

        @Test
        void aPauseBetweenDigitsEndsThePin() {
            var line = House.withOwner().phone().dials("51234 527148_ *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void aPauseBetweenDigitsEndsAnExtensionTooShort() {
            var line = House.withOwner().phone().dials("512_ 51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension extension-invalid enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void anExtensionOfOneDigitIsFullAtOnce() {
            var house = new House(plan -> plan.digits = 1).owner("5", PIN);
            var line = house.phone().dials("5 # 527148# *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told())
                    .isEqualTo("OVA_MAILBOX=5@default OVA_NEXT=hangup OVA_RESULT=SUCCESS");
        }

        @Test
        void anExtensionOfTwentyDigitsIsWaitedFor() {
            var house = new House(plan -> plan.digits = 20).owner("40507060801090203040", PIN);
            var line = house.phone().dials("40507060801090203040 527148# *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
        }
    }

    @Nested
    class TypedAhead {
        @Test
        void whoKnowsTheWayDialsItInOneGo() {
            var line = House.withOwner().phone().dials("[welcome]51234#527148#1");
            assertThat(line.heard()).isEqualTo("welcome... enter-pin... enter-pin... greeting...");
            assertThat(line.told())
                    .isEqualTo(
                            "OVA_MAILBOX=51234@default OVA_SESSION=TOKEN OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
        }

        @Test
        void withoutThePoundAfterTheExtensionItIsTheSame() {
            var line = House.withOwner().phone().dials("[welcome]51234527148#1");
            assertThat(line.heard()).isEqualTo("welcome... enter-pin... greeting...");
            assertThat(line.told()).contains("OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
        }

        @Test
        void aKeyCutsThePromptItComesIn() {
            var line =
                    House.withOwner()
                            .phone()
                            .dials("[enter-extension]51234 [enter-pin]527148# [greeting]*");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension... enter-pin... greeting... goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void keysPressedWhileAVerdictFormsAreUsedAfterwards() {
            var house = House.withOwner(plan -> plan.floor = Duration.ofMillis(1));
            var line = house.phone().dials("51234 527148# ~6 ~2");
            assertThat(line.heard()).isEqualTo("welcome enter-extension enter-pin");
            assertThat(line.told())
                    .isEqualTo(
                            "OVA_MAILBOX=51234@default OVA_SESSION=TOKEN OVA_NEXT=greetings OVA_RESULT=SUCCESS");
        }

        @Test
        void whoTypesAheadHearsOfFailedAttemptsAllTheSame() {
            var house = House.withOwner(plan -> plan.floor = Duration.ofMillis(1));
            house.opens("51234", House.WRONG_PIN);
            var line = house.phone().dials("51234 527148# ~1");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin failed-attempt-since");
            assertThat(line.told()).contains("OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
        }
    }

    @Nested
    class Star {
        @Test
        void asTheFirstKeyOfTheExtensionEndsTheCall() {
            var line = House.withOwner().phone().dials("*");
            assertThat(line.heard()).isEqualTo("welcome enter-extension goodbye");
            assertThat(line.told()).isEqualTo(OUT);
        }

        @Test
        void asTheFirstKeyOfThePinGoesBackToTheExtension() {
            var line = House.withOwner().phone().dials("66666 * 51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void insideAnExtensionWipesIt() {
            var line = House.withOwner().phone().dials("666*51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void wipesAsOftenAsItIsPressed() {
            var line = House.withOwner().phone().dials("6*66**666*51234 1*2468*527148# *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void withNothingAfterItLeavesNoEntry() {
            var line = House.withOwner().phone().dials("51234 1357*# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin no-entry enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }
    }

    @Nested
    class SixtyFourKeys {
        @Test
        void areCollectedAtMostAndThenJudged() {
            var line = House.withOwner().phone().dials("51234 " + "7".repeat(64) + " 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin pin-invalid enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void mayEndInTheRightPin() {
            var line =
                    House.withOwner().phone().dials("51234 " + "7".repeat(57) + "*" + PIN + " *");
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void ofAnExtensionAreCountedAcrossItsCorrections() {
            var line = House.withOwner().phone().dials("12*4".repeat(16) + " 51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension extension-invalid enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }
    }

    @Nested
    class LengthOfThePin {
        @Test
        void threeDigitsAreNoPin() {
            var house = House.withOwner();
            var line = house.phone().dials("51234 135# *");
            assertThat(line.heard())
                    .startsWith("welcome enter-extension enter-pin pin-invalid enter-pin");
            assertThat(house.signIns("51234")).isEmpty();
        }

        @Test
        void twentyFiveDigitsAreNoPin() {
            var house = House.withOwner();
            var line = house.phone().dials("51234 1357924680135792468013579# *");
            assertThat(line.heard())
                    .startsWith("welcome enter-extension enter-pin pin-invalid enter-pin");
            assertThat(house.signIns("51234")).isEmpty();
        }

        @Test
        void twentyFourDigitsAreOne() {
            var house = new House().owner("51234", "135790864213579086421357");
            var line = house.phone().dials("51234 135790864213579086421357# *");
            assertThat(line.told()).isEqualTo(IN);
        }
    }
}
