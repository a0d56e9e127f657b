package org.ovalogin.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.dialog.House.NEW_PIN;
import static org.ovalogin.dialog.House.PIN;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.mailbox.Language;

class ChangePinDialogTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String CANCELLED = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";
    private static final String ASKED = "welcome enter-extension enter-pin ";
    private static final String DONE = " new-pin-again pin-changed greeting main-menu goodbye";

    private final House house = House.withOwner();

    /// A call up to where the new PIN is asked for.
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
        @ValueSource(strings = {"___", "861942# ___", "861942# 861943# _ 861942# 861943#"})
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
            var line = dial("345678# 861942# 861943# _");
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
            var line = dial("1# 345678# " + twice(NEW_PIN) + "_ _ *");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "pin-must-change new-pin(6) pin-too-short(6) new-pin(6) pin-sequential help-new-pin"
                                    + " new-pin-again pin-changed greeting main-menu no-entry main-menu no-entry help-menu goodbye");
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
            var line = dial("6 3 ___");
            assertThat(line.heard())
                    .isEqualTo(
                            OPTIONS
                                    + "new-pin(6) no-entry new-pin(6) no-entry help-new-pin goodbye");
            assertThat(line.told()).isEqualTo(IN);
            assertThat(house.opens("51234", PIN)).isTrue();
        }

        @Test
        void keepsTheRules() {
            var line = dial("6 3 345678# " + twice(PIN) + "* * *");
            assertThat(line.heard())
                    .isEqualTo(
                            OPTIONS
                                    + "new-pin(6) pin-sequential new-pin(6) new-pin-again pin-used-before new-pin(6)"
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
