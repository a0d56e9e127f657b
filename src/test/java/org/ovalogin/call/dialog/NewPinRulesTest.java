package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                    .isEqualTo(ASKED + "pin-must-change new-pin(6) " + complaint + DONE);
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void nameTheMinimumLengthOfThePolicy() {
            var strict = House.withOwner(plan -> plan.policy = policy -> policy.minPinLength = 24);
            strict.requireChange("51234");
            var pin = "861942708619427086194270";
            var line = strict.phone().dials("51234 527148# 861942# " + twice(pin) + "*");
            assertThat(line.heard())
                    .isEqualTo(ASKED + "pin-must-change new-pin(24) pin-too-short(24)" + DONE);
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
                                    + "pin-must-change new-pin(6) new-pin-again pin-used-before"
                                    + DONE);
        }

        @Test
        void refuseThePinTheAdministratorGave() {
            var pin = house.reset("51234", true);
            var line =
                    house.phone().dials("51234 " + pin + "# " + twice(pin) + twice(NEW_PIN) + "*");
            assertThat(line.heard()).contains("new-pin-again pin-used-before new-pin-again");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void refuseAsManyFormerPinsAsThePolicySays() {
            var chosen = List.of("861942", "861943", "861945", "861946");
            chosen.forEach(pin -> house.choose("51234", pin));
            house.requireChange("51234");
            var line = house.phone().dials("51234 861946# " + twice(PIN) + twice("861948") + "*");
            assertThat(line.heard()).contains("new-pin-again pin-used-before new-pin-again");
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
                            ASKED + "pin-must-change new-pin(6) new-pin-again pin-mismatch" + DONE);
            assertThat(line.told()).isEqualTo(IN);
        }
    }

    @Nested
    class Refusals {
        @Test
        void endTheCallAtTheFifthWhateverTheirReasons() {
            house.requireChange("51234");
            var line = dial("1# 345678# 7512345# 861942# 861943# " + twice(PIN));
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) pin-too-short(6) pin-sequential"
                                    + " pin-extension new-pin-again pin-mismatch new-pin-again"
                                    + " pin-used-before goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @ParameterizedTest
        @CsvSource({
            "86194, pin-too-short(6)",
            "8619420861942086194208619, pin-too-long",
            "345678, pin-sequential",
            "777777, pin-repeated",
            "7512345, pin-extension",
            "311299, pin-too-common"
        })
        void sayWhyEachTimeTheLastTimeToo(String pin, String why) {
            house.requireChange("51234");
            var line = dial((pin + "# ").repeat(5));
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) "
                                    + (why + " ").repeat(5)
                                    + "goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.opens("51234", PIN)).isTrue();
        }

        @Test
        void ofAPinUsedBeforeEndTheCallLikeAnyOther() {
            house.requireChange("51234");
            var line = dial(twice(PIN).repeat(5));
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6)"
                                    + " new-pin-again pin-used-before".repeat(5)
                                    + " goodbye");
        }

        @Test
        void leaveAFifthTry() {
            house.requireChange("51234");
            var line = dial("1# 345678# 777777# 848484# " + twice(NEW_PIN) + "*");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) pin-too-short(6) pin-sequential"
                                    + " pin-repeated pin-too-common"
                                    + DONE);
            assertThat(line.told()).isEqualTo(IN);
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 20})
        void areFiveWhateverTheInputFailuresAllowed(int inputFailures) {
            var other = House.withOwner(plan -> plan.inputFailures = inputFailures);
            other.requireChange("51234");
            var line = other.phone().dials("51234 527148# " + "345678# ".repeat(5));
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) "
                                    + "pin-sequential ".repeat(5)
                                    + "goodbye");
        }

        @Test
        void areNoInputFailures() {
            house.requireChange("51234");
            var line = dial("345678# ## # 345678# ## # " + twice(NEW_PIN) + "*");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6)"
                                    + " pin-sequential no-entry pin-sequential no-entry help-new-pin"
                                            .repeat(2)
                                    + DONE);
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void dropTheKeysTypedAhead() {
            var slow = House.withOwner(plan -> plan.floor = Duration.ofMillis(20));
            slow.requireChange("51234");
            var ahead = "~3~4~5~6~7~8~#".repeat(2);
            var line = slow.phone().dials("51234 527148# " + ahead + " " + twice(NEW_PIN) + "*");
            assertThat(line.heard()).isEqualTo(ASKED + "pin-must-change pin-sequential" + DONE);
        }

        @Test
        void endACallOfTheCallersOwnAccordToo() {
            var line = dial("6 3 " + "345678# ".repeat(5));
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "greeting main-menu personal-options new-pin(6) "
                                    + "pin-sequential ".repeat(5)
                                    + "goodbye");
        }

        @Test
        void emptyEntriesStayInputFailures() {
            house.requireChange("51234");
            var line = dial("345678# ## # #");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) pin-sequential no-entry"
                                    + " pin-sequential no-entry help-new-pin goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }
    }
}
