package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainMenuTest {
    private static final String MAILBOX = "OVA_MAILBOX=51234@default ";
    private static final String CANCELLED = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";
    private static final String HUNG_UP = MAILBOX + "OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String ASKED = "welcome enter-extension enter-pin ";

    private final House house = House.withOwner();

    private ScriptedLine dial(String script) {
        return house.phone().dials("51234 527148# " + script);
    }

    @Nested
    class OnTheWayIn {
        @Test
        void nothingIsToldWhereThereIsNothingToTell() {
            var line = dial("*");
            assertThat(line.heard()).isEqualTo(ASKED + "greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(HUNG_UP);
        }

        @Test
        void oneFailedAttemptIsTold() {
            house.opens("51234", WRONG_PIN);
            assertThat(dial("*").heard())
                    .isEqualTo(ASKED + "greeting failed-attempt-since main-menu goodbye");
        }

        @Test
        void manyFailedAttemptsAreToldWithTheirNumber() {
            for (var i = 0; i < 4; i++) house.opens("51234", WRONG_PIN);
            assertThat(dial("*").heard())
                    .isEqualTo(ASKED + "greeting failed-attempts-since(4) main-menu goodbye");
        }

        @Test
        void aResetWithoutALetterIsToldOnce() {
            house.resetUntold("51234");
            house.opens("51234", WRONG_PIN);
            assertThat(dial("*").heard())
                    .isEqualTo(
                            ASKED
                                    + "greeting failed-attempt-since pin-was-reset main-menu goodbye");
            assertThat(dial("*").heard()).isEqualTo(ASKED + "greeting main-menu goodbye");
        }

        @Test
        void aResetIsToldAgainToWhoHungUpBefore() {
            house.resetUntold("51234");
            dial("[greeting]!");
            assertThat(dial("*").heard())
                    .isEqualTo(ASKED + "greeting pin-was-reset main-menu goodbye");
        }

        @Test
        void aResetIsToldAfterTheForcedChangeThatItBrings() {
            house.resetUntold("51234");
            house.requireChange("51234");
            assertThat(dial("861942# 861942# *").heard())
                    .endsWith("pin-changed greeting pin-was-reset main-menu goodbye");
        }

        @Test
        void moreThanCanBeCountedAreMoreThanTwenty() {
            var patient =
                    House.withOwner(
                            plan ->
                                    plan.policy =
                                            policy -> {
                                                policy.maxLogonAttempts = 100;
                                                policy.logonFailuresBeforePinReset =
                                                        OptionalInt.empty();
                                            });
            for (var i = 0; i < 25; i++) patient.opens("51234", WRONG_PIN);
            assertThat(patient.phone().dials("51234 527148# *").heard())
                    .isEqualTo(
                            ASKED
                                    + "greeting failed-attempts-since(more-than-twenty) main-menu goodbye");
        }

        @Test
        void failedAttemptsAreToldOnce() {
            house.opens("51234", WRONG_PIN);
            dial("*");
            assertThat(dial("*").heard()).isEqualTo(ASKED + "greeting main-menu goodbye");
        }

        @Test
        void failedAttemptsAreToldAgainToACallerWhoHungUpBeforeHearingOfThem() {
            house.opens("51234", WRONG_PIN);
            assertThat(dial("[failed-attempt-since]!").told()).isEmpty();
            assertThat(house.mailbox("51234").lastLogon()).isEmpty();
            assertThat(dial("*").heard())
                    .isEqualTo(ASKED + "greeting failed-attempt-since main-menu goodbye");
            assertThat(house.mailbox("51234").lastLogon()).isPresent();
        }

        @Test
        void oneNewMessageIsTold() {
            var line = house.phone().withNewMessages(OptionalInt.of(1)).dials("51234 527148# *");
            assertThat(line.heard()).isEqualTo(ASKED + "greeting new-message main-menu goodbye");
        }

        @Test
        void manyNewMessagesAreToldWithTheirNumber() {
            var line = house.phone().withNewMessages(OptionalInt.of(12)).dials("51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(ASKED + "greeting new-messages(12) main-menu goodbye");
        }

        @Test
        void nothingIsSaidOfMessagesWhereAsteriskCannotTell() {
            var line = house.phone().withNewMessages(OptionalInt.empty()).dials("51234 527148# *");
            assertThat(line.heard()).isEqualTo(ASKED + "greeting main-menu goodbye");
        }

        @Test
        void aPinThatExpiresSoonIsTold() {
            house.later(Duration.ofDays(53));
            assertThat(dial("*").heard())
                    .isEqualTo(ASKED + "greeting pin-expires-in(7) main-menu goodbye");
        }

        @Test
        void aPinThatExpiresLaterIsNot() {
            house.later(Duration.ofDays(53).minusMillis(1));
            assertThat(dial("*").heard()).isEqualTo(ASKED + "greeting main-menu goodbye");
        }

        @Test
        void everythingIsToldInItsOrder() {
            house.later(Duration.ofDays(55));
            house.opens("51234", WRONG_PIN);
            var line = house.phone().withNewMessages(OptionalInt.of(2)).dials("51234 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "greeting failed-attempt-since new-messages(2) pin-expires-in(5) main-menu goodbye");
        }

        @Test
        void aKeySkipsWhatIsNoWarning() {
            house.later(Duration.ofDays(55));
            house.opens("51234", WRONG_PIN);
            var line =
                    house.phone()
                            .withNewMessages(OptionalInt.of(2))
                            .dials("51234 527148# [greeting]1");
            assertThat(line.heard()).isEqualTo(ASKED + "greeting... failed-attempt-since");
            assertThat(line.told())
                    .isEqualTo(MAILBOX + "OVA_SESSION=TOKEN OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
        }
    }

    @Nested
    class Menu {
        @Test
        void oneIsVoiceMail() {
            var line = dial("1");
            assertThat(line.heard()).isEqualTo(ASKED + "greeting main-menu");
            assertThat(line.told())
                    .isEqualTo(MAILBOX + "OVA_SESSION=TOKEN OVA_NEXT=voicemail OVA_RESULT=SUCCESS");
        }

        @Test
        void sixIsThePersonalOptions() {
            var line = dial("6 * *");
            assertThat(line.heard())
                    .isEqualTo(ASKED + "greeting main-menu personal-options main-menu goodbye");
            assertThat(line.told()).isEqualTo(HUNG_UP);
        }

        @Test
        void zeroRepeatsIt() {
            var line = dial("0 0 *");
            assertThat(line.heard())
                    .isEqualTo(ASKED + "greeting main-menu main-menu main-menu goodbye");
            assertThat(line.told()).isEqualTo(HUNG_UP);
        }

        @Test
        void starLeaves() {
            assertThat(dial("*").told()).isEqualTo(HUNG_UP);
        }

        @Test
        void hangingUpLeavesWithoutAWord() {
            var line = dial("!");
            assertThat(line.heard()).isEqualTo(ASKED + "greeting main-menu");
            assertThat(line.told()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"2", "3", "4", "5", "7", "8", "9", "##"})
        void otherKeysAreNoChoice(String key) {
            var line = dial(key + " *");
            assertThat(line.heard())
                    .isEqualTo(ASKED + "greeting main-menu choice-invalid main-menu goodbye");
        }

        @Test
        void wrongKeysAndSilenceEscalateToGoodbye() {
            var line = dial("9 _ 9 9");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "greeting main-menu choice-invalid main-menu take-your-time main-menu"
                                    + " choice-invalid help-menu goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void aChoiceForgivesEarlierMistakes() {
            var line = dial("9 9 0 9 9 *");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "greeting main-menu choice-invalid main-menu choice-invalid help-menu"
                                    + " main-menu choice-invalid main-menu choice-invalid help-menu goodbye");
        }
    }

    @Nested
    class PersonalOptions {
        private static final String OPTIONS = ASKED + "greeting main-menu personal-options ";

        @Test
        void twoIsTheGreetings() {
            var line = dial("6 2");
            assertThat(line.heard()).isEqualTo(OPTIONS.strip());
            assertThat(line.told())
                    .isEqualTo(MAILBOX + "OVA_SESSION=TOKEN OVA_NEXT=greetings OVA_RESULT=SUCCESS");
        }

        @Test
        void threeIsTheChangeOfThePin() {
            assertThat(dial("6 3 * * *").heard())
                    .isEqualTo(OPTIONS + "new-pin(6) personal-options main-menu goodbye");
        }

        @Test
        void zeroRepeatsThem() {
            assertThat(dial("6 0 * *").heard())
                    .isEqualTo(OPTIONS + "personal-options main-menu goodbye");
        }

        @ParameterizedTest
        @ValueSource(strings = {"1", "4", "5", "6", "7", "8", "9", "##"})
        void otherKeysAreNoChoice(String key) {
            assertThat(dial("6 " + key + " * *").heard())
                    .isEqualTo(OPTIONS + "choice-invalid personal-options main-menu goodbye");
        }

        @Test
        void wrongKeysEscalateToGoodbye() {
            var line = dial("6 999");
            assertThat(line.heard())
                    .isEqualTo(
                            OPTIONS
                                    + "choice-invalid personal-options choice-invalid help-menu goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }
    }
}
