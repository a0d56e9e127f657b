package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewPinRulesTest {
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
    class Rules {
        @ParameterizedTest
        @CsvSource({
            "1, pin-too-short(6)",
            "86194, pin-too-short(6)",
            "8619420861942086194208619, pin-too-long",
            "345678, pin-sequential",
            "876543, pin-sequential",
            "777777, pin-repeated",
            "7512345, pin-extension",
            "51234, pin-too-short(6)",
            "848484, pin-too-common",
            "311299, pin-too-common"
        })
        void areToldOneAtATimeAfterTheFirstEntry(String pin, String complaint) {
            house.requireChange("51234");
            var line = dial(pin + "# " + twice(NEW_PIN) + "*");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) "
                                    + complaint
                                    + " new-pin(6)"
                                    + DONE);
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void nameTheMinimumLengthOfThePolicy() {
            var strict = House.withOwner(plan -> plan.policy = policy -> policy.minPinLength = 24);
            strict.requireChange("51234");
            var pin = "861942708619427086194270";
            var line = strict.phone().dials("51234 527148# 861942# " + twice(pin) + "*");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(24) pin-too-short(24) new-pin(24)"
                                    + DONE);
        }

        @Test
        void leaveCommonPatternsWhereThePolicyAllowsThem() {
            var lax =
                    House.withOwner(
                            plan -> plan.policy = policy -> policy.allowCommonPatterns = true);
            lax.requireChange("51234");
            var line = lax.phone().dials("51234 527148# " + twice("777777") + "*");
            assertThat(line.heard()).isEqualTo(ASKED + "pin-must-change new-pin(6)" + DONE);
        }

        @Test
        void refuseThePresentPin() {
            house.requireChange("51234");
            var line = dial(twice(PIN) + twice(NEW_PIN) + "*");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) new-pin-again pin-used-before new-pin(6)"
                                    + DONE);
        }

        @Test
        void refuseThePinTheAdministratorGave() {
            var pin = house.reset("51234", true);
            var line =
                    house.phone().dials("51234 " + pin + "# " + twice(pin) + twice(NEW_PIN) + "*");
            assertThat(line.heard()).contains("new-pin-again pin-used-before new-pin(6)");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void refuseAsManyFormerPinsAsThePolicySays() {
            var chosen = List.of("861942", "861943", "861945", "861946");
            chosen.forEach(pin -> house.choose("51234", pin));
            house.requireChange("51234");
            var line = house.phone().dials("51234 861946# " + twice(PIN) + twice("861948") + "*");
            assertThat(line.heard()).contains("new-pin-again pin-used-before new-pin(6)");
            house.requireChange("51234");
            var again = house.phone().dials("51234 861948# " + twice(PIN) + "*");
            assertThat(again.heard()).isEqualTo(ASKED + "pin-must-change new-pin(6)" + DONE);
        }

        @Test
        void refuseTwoEntriesThatDiffer() {
            house.requireChange("51234");
            var line = dial("861942# 861943# " + twice(NEW_PIN) + "*");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) new-pin-again pin-mismatch new-pin(6)"
                                    + DONE);
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void countAsInputFailuresUntilThePinIsChanged() {
            house.requireChange("51234");
            var line = dial("345678# 861942# 861943# ##");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) pin-sequential new-pin(6) new-pin-again"
                                    + " pin-mismatch new-pin(6) goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void escalateToHelp() {
            house.requireChange("51234");
            var line = dial("1# 345678# " + twice(NEW_PIN) + "9 9 *");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) pin-too-short(6) new-pin(6) pin-sequential help-new-pin"
                                    + " new-pin-again pin-changed greeting main-menu choice-invalid main-menu choice-invalid help-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void endTheCallAtTheLastFailureAllowed() {
            house.requireChange("51234");
            var line = dial(twice(PIN) + twice(PIN) + twice(PIN));
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) new-pin-again pin-used-before"
                                    + " new-pin(6) new-pin-again pin-used-before new-pin(6) new-pin-again goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }
    }
}
