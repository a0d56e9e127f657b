package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OutsideBlockedTest {
    private static final String FAILED = "OVA_NEXT=hangup OVA_RESULT=FAILED";

    private final House house = House.withOwner(OutsideBlockedTest::separate);

    private static void separate(House.Plan plan) {
        plan.policy =
                policy -> {
                    policy.separateTrustedLockout = true;
                    policy.allowPinlessVoiceMailAccess = true;
                    policy.logonFailuresBeforePinReset = OptionalInt.of(2);
                    policy.maxLogonAttempts = 4;
                };
    }

    private void wrong(int times) {
        for (var i = 0; i < times; i++) house.opens("51234", WRONG_PIN);
        house.afterwards();
    }

    @BeforeEach
    void outsideIsBlocked() {
        wrong(4);
    }

    @Test
    void theOwnersDeskPhoneSaysSoAndWorksOn() {
        var line = house.desk("51234").dials(PIN + "# *");
        assertThat(line.heard())
                .isEqualTo(
                        "welcome mailbox(51234) enter-pin greeting failed-attempts-since(4) outside-blocked allow-outside main-menu goodbye");
        assertThat(line.told())
                .isEqualTo("OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS");
    }

    @Test
    void signingInThereLiftsNothing() {
        house.desk("51234").dials(PIN + "# *");
        assertThat(house.desk("51234").dials(PIN + "# *").heard()).contains("outside-blocked");
        assertThat(house.opens("51234", PIN)).isFalse();
    }

    @Test
    void elsewhereItSoundsLikeAnyWrongPin() {
        var line = house.phone().dials("51234 " + PIN + "# ~1 " + PIN + "# ~1 " + PIN + "#");
        assertThat(line.heard())
                .isEqualTo(
                        "welcome enter-extension enter-pin login-incorrect enter-pin-again login-incorrect enter-pin-again try-later");
        assertThat(line.told()).isEqualTo(FAILED);
    }

    @Test
    void theOwnersPhoneHearsItWithoutPinToo() {
        house.allowPinless("51234");
        assertThat(house.desk("51234").dials("*").heard())
                .isEqualTo("welcome greeting outside-blocked main-menu goodbye");
    }

    @Test
    void aColleaguesTrustedPhoneIsOutside() {
        house.owner("56666", "861942");
        assertThat(house.desk("56666").dials("* 51234 " + PIN + "# [enter-pin-again]!").heard())
                .isEqualTo(
                        "welcome mailbox(56666) enter-pin enter-extension enter-pin login-incorrect enter-pin-again...");
    }

    @Test
    void anUnlockEndsIt() {
        house.unlock("51234");
        assertThat(house.desk("51234").dials(PIN + "# *").heard())
                .doesNotContain("outside-blocked");
        assertThat(house.opens("51234", PIN)).isTrue();
    }

    @Test
    void anAdministratorsLockIsSaidInstead() {
        house.lock("51234");
        assertThat(house.desk("51234").dials("").heard()).isEqualTo("welcome mailbox-locked");
    }

    @Test
    void theOwnPhoneIsLockedByItsOwnFailuresAndTheOutsideByNone() {
        house.unlock("51234");
        house.requireChange("51234");
        var desk = house.desk("51234");
        for (var call = 0; call < 2; call++)
            desk.dials(WRONG_PIN + "# ~1 " + WRONG_PIN + "# ~1 * !");
        assertThat(desk.dials("").heard()).isEqualTo("welcome mailbox-locked");
        assertThat(house.opens("51234", PIN)).isTrue();
    }

    @Test
    void theReturnFromVoiceMailSaysItNoMore() {
        var desk = house.desk("51234");
        var token = desk.dials(PIN + "# 1").variable("OVA_SESSION");
        assertThat(desk.returning(token).dials("*").heard()).isEqualTo("allow-outside main-menu goodbye");
    }

    @Nested
    class KeyFour {
        private static final String ASKED = "welcome mailbox(51234) enter-pin greeting ";

        private ScriptedLine desk(String script) {
            return house.desk("51234").dials(PIN + "# " + script);
        }

        @Test
        void allowsCallsFromElsewhereAgain() {
            assertThat(desk("4 *").heard())
                    .isEqualTo(
                            ASKED
                                    + "failed-attempts-since(4) outside-blocked allow-outside main-menu outside-allowed main-menu goodbye");
            assertThat(house.opens("51234", PIN)).isTrue();
            assertThat(desk("*").heard()).isEqualTo(ASKED + "main-menu goodbye");
        }

        @Test
        void isAChoiceLikeTheOthersAfterAWrongKey() {
            assertThat(desk("[allow-outside]7 4 *").heard())
                    .endsWith(
                            "allow-outside... choice-invalid allow-outside main-menu outside-allowed main-menu goodbye");
        }

        @Test
        void helpsOnceInTwentyFourHours() {
            desk("4 *");
            wrong(4);
            house.later(Duration.ofHours(23));
            assertThat(desk("4 *").heard())
                    .endsWith("outside-blocked main-menu choice-invalid main-menu goodbye");
            assertThat(house.opens("51234", PIN)).isFalse();
            house.later(Duration.ofHours(1));
            assertThat(desk("4 *").heard()).contains("outside-allowed");
            assertThat(house.opens("51234", PIN)).isTrue();
        }

        @Test
        void isNoChoiceWithoutThePin() {
            house.allowPinless("51234");
            assertThat(house.desk("51234").dials("4 *").heard())
                    .isEqualTo(
                            "welcome greeting outside-blocked main-menu choice-invalid main-menu goodbye");
            assertThat(house.opens("51234", PIN)).isFalse();
        }

        @Test
        void isNoChoiceWhereNothingIsBlocked() {
            house.unlock("51234");
            assertThat(desk("4 *").heard()).endsWith("main-menu choice-invalid main-menu goodbye");
        }

        @Test
        void saysThatTheBlockStaysWhereAnAdministratorLockedMeanwhile() {
            var line =
                    house.desk("51234")
                            .dials(
                                    PIN + "# 4 *",
                                    new ScriptedLine.Happening(
                                            "allow-outside", () -> house.lock("51234")));
            assertThat(line.heard())
                    .endsWith("main-menu outside-blocked allow-outside main-menu goodbye");
            house.unlock("51234");
            assertThat(house.opens("51234", PIN)).isTrue();
        }
    }
}
