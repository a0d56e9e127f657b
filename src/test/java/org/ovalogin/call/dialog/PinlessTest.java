package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PinlessTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String MENU = "welcome greeting main-menu ";
    private static final String ASKED = "welcome mailbox(51234) enter-pin";

    private final House house = House.withOwner(PinlessTest::allow);

    private static void allow(House.Plan plan) {
        plan.policy = policy -> policy.allowPinlessVoiceMailAccess = true;
    }

    private static void allowWithLongerPins(House.Plan plan) {
        plan.policy =
                policy -> {
                    policy.allowPinlessVoiceMailAccess = true;
                    policy.minPinLength = 8;
                };
    }

    @BeforeEach
    void ownerWantsIt() {
        house.allowPinless("51234");
    }

    @Test
    void theOwnPhoneOpensVoiceMail() {
        var line = house.desk("51234").dials("1");
        assertThat(line.heard()).isEqualTo(MENU.strip());
        assertThat(line.told())
                .isEqualTo(
                        "OVA_MAILBOX=51234@default OVA_SESSION=TOKEN OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
    }

    @Test
    void itIsNoSignIn() {
        house.opens("51234", WRONG_PIN);
        var line = house.desk("51234").dials("*");
        assertThat(line.heard()).isEqualTo(MENU + "goodbye");
        assertThat(house.mailbox("51234").lockouts().outside().failures()).isOne();
        assertThat(house.mailbox("51234").failedSinceLogon()).isOne();
        assertThat(house.mailbox("51234").lastLogon()).isEmpty();
    }

    @Test
    void wrongPinsInTheOptionsCountOnThroughVoiceMail() {
        var desk = house.desk("51234");
        var first = desk.dials("6 " + WRONG_PIN + "# ~1 " + WRONG_PIN + "# ~1 * 1");
        assertThat(first.told()).endsWith("OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
        var back = desk.returning(first.variable("OVA_SESSION"));
        assertThat(back.dials("6 " + WRONG_PIN + "#").told())
                .isEqualTo("OVA_NEXT=hangup OVA_RESULT=FAILED");
    }

    @Nested
    class IsNotGiven {
        private void isAskedForThePin(Phone phone) {
            assertThat(phone.dials("!").heard()).isEqualTo(ASKED);
        }

        @Test
        void toAnotherPhone() {
            assertThat(house.phone().dials("51234 !").heard())
                    .isEqualTo("welcome enter-extension enter-pin");
        }

        @Test
        void toANumberNobodyVouchesFor() {
            assertThat(house.phone().calling("51234").dials("!").heard())
                    .isEqualTo("welcome enter-extension");
        }

        @Test
        void toACallerWhoIsTransferredIn() {
            assertThat(house.desk("51234").dials("> !").heard())
                    .isEqualTo("welcome enter-extension");
        }

        @Test
        void whereThePolicyForbidsIt() {
            var strict = House.withOwner();
            strict.allowPinless("51234");
            isAskedForThePin(strict.desk("51234"));
        }

        @Test
        void whereTheMailboxForbidsIt() {
            house.owner("56666", "861942");
            assertThat(house.desk("56666").dials("!").heard())
                    .isEqualTo("welcome mailbox(56666) enter-pin");
        }

        @Test
        void toALockedMailbox() {
            house.lock("51234");
            var line = house.desk("51234").dials("");
            assertThat(line.heard()).isEqualTo("welcome mailbox-locked");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=LOCKED");
        }

        @Test
        void toADisabledMailbox() {
            house.disable("51234");
            assertThat(house.desk("51234").dials("!").heard()).isEqualTo("welcome enter-extension");
        }

        @Test
        void whileThePinIsTemporary() {
            house.reset("51234", true);
            isAskedForThePin(house.desk("51234"));
        }

        @Test
        void whileThePinIsToBeChanged() {
            house.requireChange("51234");
            isAskedForThePin(house.desk("51234"));
        }

        @Test
        void onceThePinHasExpired() {
            house.later(Duration.ofDays(60));
            isAskedForThePin(house.desk("51234"));
        }

        @Test
        void onceAPinThatWasSetHasLapsed() {
            house.reset("51234", false);
            assertThat(house.desk("51234").dials("*").heard()).isEqualTo(MENU + "goodbye");
            house.later(Duration.ofDays(7));
            isAskedForThePin(house.desk("51234"));
        }
    }

    @Nested
    class PersonalOptions {
        @Test
        void askForThePin() {
            house.opens("51234", WRONG_PIN);
            var line = house.desk("51234").dials("6 527148# * *");
            assertThat(line.heard())
                    .isEqualTo(
                            MENU
                                    + "enter-pin failed-attempt-since personal-options latest-use main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
            assertThat(house.mailbox("51234").failedSinceLogon()).isZero();
        }

        @Test
        void askForItOnce() {
            var line = house.desk("51234").dials("6 527148# * 6 * *");
            assertThat(line.heard())
                    .isEqualTo(
                            MENU
                                    + "enter-pin personal-options latest-use main-menu personal-options latest-use main-menu goodbye");
        }

        @Test
        void areLeftByStarInsteadOfThePin() {
            var line = house.desk("51234").dials("6 * 6 * *");
            assertThat(line.heard())
                    .isEqualTo(MENU + "enter-pin main-menu enter-pin main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void askAgainAfterAWrongPin() {
            var line = house.desk("51234").dials("6 703615# 527148# * *");
            assertThat(line.heard())
                    .isEqualTo(
                            MENU
                                    + "enter-pin pin-incorrect enter-pin-again-for-options failed-attempt-since personal-options latest-use main-menu goodbye");
        }

        @Test
        void endTheCallAtTheLastWrongPinAllowed() {
            var line = house.desk("51234").dials("6 703615# 703615# 703615#");
            assertThat(line.heard())
                    .isEqualTo(
                            MENU
                                    + "enter-pin pin-incorrect enter-pin-again-for-options"
                                    + " pin-incorrect enter-pin-again-for-options try-later");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=FAILED");
        }

        @Test
        void endTheCallAfterTooManyMistakes() {
            var line = house.desk("51234").dials("6 9# 9# 9#");
            assertThat(line.heard())
                    .isEqualTo(
                            MENU
                                    + "enter-pin pin-invalid enter-pin pin-invalid help-pin-for-options goodbye");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=CANCELLED");
        }

        @Test
        void comeAfterAForcedChangeWhereThatIsDue() {
            var strict = House.withOwner(PinlessTest::allowWithLongerPins);
            strict.allowPinless("51234");
            var line = strict.desk("51234").dials("6 527148# 86194257# 86194257# * *");
            assertThat(line.heard())
                    .isEqualTo(
                            MENU
                                    + "enter-pin pin-must-change new-pin(8) new-pin-again pin-changed personal-options latest-use main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }
    }

    @Nested
    class Token {
        @Test
        void ofACallerWithoutPinOpensNoPersonalOptions() {
            var phone = house.desk("51234");
            var token = phone.dials("1").variable("OVA_SESSION");
            var line = phone.returning(token).dials("6 527148# * *");
            assertThat(line.heard())
                    .isEqualTo("main-menu enter-pin personal-options latest-use main-menu goodbye");
        }

        @Test
        void ofACallerWhoHasGivenThePinOpensThem() {
            var phone = house.desk("51234");
            var token = phone.dials("6 527148# * 1").variable("OVA_SESSION");
            var line = phone.returning(token).dials("6 * *");
            assertThat(line.heard()).isEqualTo("main-menu personal-options latest-use main-menu goodbye");
        }
    }
}
