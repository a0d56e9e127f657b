package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.input.Language;

class ForcedChangeTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String CANCELLED = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";
    private static final String ASKED = "welcome enter-extension enter-pin ";
    private static final String DONE = " new-pin-again pin-changed greeting main-menu goodbye";

    private final House house = House.withOwner();

    /// A call up to the question for the new PIN.
    private ScriptedLine dial(String script) {
        return house.phone().dials("51234 " + PIN + "# " + script);
    }

    private static String twice(String pin) {
        return pin + "# " + pin + "# ";
    }

    @Nested
    class IsForced {
        @Test
        void atTheVeryFirstSignIn() {
            house.enable("56666", Optional.of(Language.FR));
            var pin = house.reset("56666", true);
            var line = house.phone().dials("56666 " + pin + "# " + twice(NEW_PIN) + "*");
            assertThat(line.heard()).isEqualTo(ASKED + "first-time-welcome new-pin(6)" + DONE);
            assertThat(line.heardIn(Language.FR)).startsWith("first-time-welcome new-pin(6)");
            assertThat(line.told())
                    .isEqualTo("OVA_MAILBOX=56666@default OVA_NEXT=hangup OVA_RESULT=SUCCESS");
            assertThat(house.mailbox("56666").firstTimeUser()).isFalse();
            assertThat(house.opens("56666", NEW_PIN)).isTrue();
            assertThat(house.opens("56666", pin)).isFalse();
        }

        @Test
        void afterAReset() {
            var pin = house.reset("51234", true);
            var line = house.phone().dials("51234 " + pin + "# " + twice(NEW_PIN) + "*");
            assertThat(line.heard()).isEqualTo(ASKED + "pin-must-change new-pin(6)" + DONE);
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void afterAnExpiry() {
            house.later(Duration.ofDays(60));
            var line = dial(twice(NEW_PIN) + "*");
            assertThat(line.heard()).isEqualTo(ASKED + "pin-expired new-pin(6)" + DONE);
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void byARuleOfTodaysPolicy() {
            house.owner("56666", "345678");
            var line = house.phone().dials("56666 345678# " + twice(NEW_PIN) + "*");
            assertThat(line.heard()).isEqualTo(ASKED + "pin-must-change new-pin(6)" + DONE);
        }

        @Test
        void notByAResetThatDoesNotAskForIt() {
            var pin = house.reset("51234", false);
            var line = house.phone().dials("51234 " + pin + "# *");
            assertThat(line.heard()).isEqualTo(ASKED + "greeting main-menu goodbye");
        }

        @Test
        void onTheOwnPhoneToo() {
            house.requireChange("51234");
            var line = house.desk("51234").dials(PIN + "# " + twice(NEW_PIN) + "*");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(51234) enter-pin pin-must-change new-pin(6)" + DONE);
        }

        @Test
        void andFailedAttemptsAreToldAfterIt() {
            house.requireChange("51234");
            house.opens("51234", House.WRONG_PIN);
            var line = dial(twice(NEW_PIN) + "*");
            assertThat(line.heard())
                    .endsWith("pin-changed greeting failed-attempt-since main-menu goodbye");
            assertThat(house.mailbox("51234").failedSinceLogon()).isZero();
        }

        @Test
        void andTypedAheadInOneGo() {
            house.requireChange("51234");
            var line =
                    house.phone()
                            .dials("[welcome]51234#" + PIN + "#" + NEW_PIN + "#" + NEW_PIN + "#1");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome... enter-pin... enter-pin... pin-must-change... new-pin-again... pin-changed...");
            assertThat(line.told()).contains("OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
            assertThat(house.opens("51234", NEW_PIN)).isTrue();
        }
    }

    @Nested
    class HasNoWayRound {
        @ParameterizedTest
        @ValueSource(strings = {"*", "861942# *"})
        void byStar(String keys) {
            house.requireChange("51234");
            var line = dial(keys);
            assertThat(line.heard())
                    .startsWith(ASKED + "pin-must-change new-pin(6)")
                    .endsWith(" goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
            oldPinHolds();
        }

        @ParameterizedTest
        @ValueSource(strings = {"__", "861942# __", "861942# 861943# __"})
        void bySilence(String keys) {
            house.requireChange("51234");
            var line = dial(keys);
            assertThat(line.heard())
                    .startsWith(ASKED + "pin-must-change new-pin(6)")
                    .endsWith(" goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
            oldPinHolds();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "[pin-must-change]!",
                    "[new-pin]!",
                    "!",
                    "8!",
                    "861942!",
                    "861942# [new-pin-again]!",
                    "861942# !",
                    "861942# 8!",
                    "861942# 861942!"
                })
        void byHangingUp(String keys) {
            house.requireChange("51234");
            assertThat(dial(keys).told()).isEmpty();
            oldPinHolds();
        }

        private void oldPinHolds() {
            assertThat(house.opens("51234", NEW_PIN)).isFalse();
            assertThat(house.opens("51234", PIN)).isTrue();
            assertThat(house.mailbox("51234").pin().mustChange()).isTrue();
        }
    }

    @Test
    void afterTheCommitTheNewPinHoldsWhateverTheCallerDoes() {
        house.requireChange("51234");
        var line = dial(twice(NEW_PIN) + "[pin-changed]!");
        assertThat(line.told()).isEmpty();
        assertThat(house.opens("51234", PIN)).isFalse();
        assertThat(house.opens("51234", NEW_PIN)).isTrue();
    }
}
