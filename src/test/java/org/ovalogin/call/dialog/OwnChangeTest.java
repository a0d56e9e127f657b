package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnChangeTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
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
    class OfTheCallersOwnAccord {
        private static final String OPTIONS = ASKED + "greeting main-menu personal-options ";

        @Test
        void isOfferedByThePersonalOptions() {
            var line = dial("6 3 " + twice(NEW_PIN) + "* *");
            assertThat(line.heard())
                    .isEqualTo(
                            OPTIONS
                                    + "new-pin(6) new-pin-again pin-changed personal-options main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
            assertThat(house.opens("51234", NEW_PIN)).isTrue();
            assertThat(house.opens("51234", PIN)).isFalse();
        }

        @ParameterizedTest
        @CsvSource({"*, new-pin(6)", "861942# *, new-pin(6) new-pin-again"})
        void isLeftByStar(String keys, String asked) {
            var line = dial("6 3 " + keys + " * *");
            assertThat(line.heard())
                    .isEqualTo(OPTIONS + asked + " personal-options main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
            assertThat(house.opens("51234", PIN)).isTrue();
        }

        @Test
        void endsTheCallWhenPatienceDoes() {
            var line = dial("6 3 ## # #");
            assertThat(line.heard())
                    .isEqualTo(
                            OPTIONS
                                    + "new-pin(6) no-entry new-pin(6) no-entry help-new-pin goodbye");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=CANCELLED");
            assertThat(house.opens("51234", PIN)).isTrue();
        }

        @Test
        void keepsTheRules() {
            var line = dial("6 3 345678# " + twice(PIN) + "* * *");
            assertThat(line.heard())
                    .isEqualTo(
                            OPTIONS
                                    + "new-pin(6) pin-sequential new-pin-again pin-used-before"
                                    + " personal-options main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void canBeDoneTwiceInACall() {
            var line = dial("6 3 " + twice(NEW_PIN) + "3 " + twice("861943") + "* *");
            assertThat(line.told()).isEqualTo(IN);
            assertThat(house.opens("51234", "861943")).isTrue();
        }

        @Test
        void waitsForTheMinimumAge() {
            var aged = agedHouse();
            aged.later(Duration.ofHours(23));
            var line = aged.phone().dials("51234 527148# 6 3 * *");
            assertThat(line.heard())
                    .isEqualTo(OPTIONS + "pin-changed-recently personal-options main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void isPossibleFromTheMinimumAgeOn() {
            var aged = agedHouse();
            aged.later(Duration.ofDays(1));
            var line = aged.phone().dials("51234 527148# 6 3 " + twice(NEW_PIN) + "* *");
            assertThat(line.heard()).contains("new-pin-again pin-changed personal-options");
        }

        @Test
        void needsNoMinimumAgeWhereAnAdministratorSetThePin() {
            var aged = agedHouse();
            var pin = aged.reset("51234", false);
            var line = aged.phone().dials("51234 " + pin + "# 6 3 " + twice(NEW_PIN) + "* *");
            assertThat(line.heard()).contains("new-pin-again pin-changed personal-options");
        }

        @Test
        void aForcedChangeNeedsNoMinimumAge() {
            var aged = agedHouse();
            aged.requireChange("51234");
            var line = aged.phone().dials("51234 527148# " + twice(NEW_PIN) + "*");
            assertThat(line.heard()).isEqualTo(ASKED + "pin-must-change new-pin(6)" + DONE);
        }

        @Test
        void isRefusedWhenAnotherChangeCameFirst() {
            var line =
                    house.phone()
                            .dials(
                                    "51234 527148# 6 3 861942# 861942#",
                                    new ScriptedLine.Happening(
                                            "new-pin-again",
                                            () -> house.choose("51234", "861943")));
            assertThat(line.heard())
                    .isEqualTo(OPTIONS + "new-pin(6) new-pin-again service-unavailable");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=UNAVAILABLE");
            assertThat(house.opens("51234", "861943")).isTrue();
            assertThat(house.opens("51234", NEW_PIN)).isFalse();
        }

        @Test
        void isRefusedWhenTheMailboxWasLockedMeanwhile() {
            var line =
                    house.phone()
                            .dials(
                                    "51234 527148# 6 3 861942# 861942#",
                                    new ScriptedLine.Happening(
                                            "new-pin-again", () -> house.lock("51234")));
            assertThat(line.heard())
                    .isEqualTo(OPTIONS + "new-pin(6) new-pin-again service-unavailable");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=UNAVAILABLE");
            house.unlock("51234");
            assertThat(house.opens("51234", PIN)).isTrue();
        }

        private static House agedHouse() {
            return House.withOwner(
                    plan -> plan.policy = policy -> policy.minPinAge = Duration.ofDays(1));
        }
    }
}
