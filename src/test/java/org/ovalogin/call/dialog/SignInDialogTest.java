package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.input.Language;

class SignInDialogTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String FAILED = "OVA_NEXT=hangup OVA_RESULT=FAILED";
    private static final String CANCELLED = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";
    private static final String REFUSED =
            "welcome enter-extension enter-pin login-incorrect enter-pin-again enter-extension goodbye";

    @Nested
    class OnTheOwnPhone {
        private final House house = House.withOwner();

        @Test
        void thePinIsAskedForAtOnce() {
            var line = house.desk("51234").dials("527148# *");
            assertThat(line.heard())
                    .isEqualTo("welcome mailbox(51234) enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void starAsksForAnotherExtension() {
            house.owner("56666", "861942");
            var line = house.desk("51234").dials("* 56666 861942# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(51234) enter-pin enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told())
                    .isEqualTo("OVA_MAILBOX=56666@default OVA_NEXT=hangup OVA_RESULT=SUCCESS");
        }

        @Test
        void starTwiceEndsTheCall() {
            var line = house.desk("51234").dials("* *");
            assertThat(line.heard())
                    .isEqualTo("welcome mailbox(51234) enter-pin enter-extension goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void aWrongPinAsksForThePinAgain() {
            var line = house.desk("51234").dials(WRONG_PIN + "# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(51234) enter-pin pin-incorrect enter-pin-again"
                                    + " greeting failed-attempt-since main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void afterStarTheMailboxIsLikeAnyOther() {
            var line = house.desk("51234").dials("* 51234 " + WRONG_PIN + "# * *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(51234) enter-pin enter-extension enter-pin login-incorrect enter-pin-again enter-extension goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void aLockIsNamedBeforeAnyPin() {
            house.lock("51234");
            var line = house.desk("51234").dials("");
            assertThat(line.heard()).isEqualTo("welcome mailbox-locked");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=LOCKED");
            assertThat(house.signIns("51234")).containsExactly("Locked");
        }

        @Test
        void aLockThatComesInTheCallIsNotNamed() {
            var tight = House.withOwner(plan -> tighten(plan));
            var line = tight.desk("51234").dials("7036# 7036# 527148#");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(51234) enter-pin pin-incorrect enter-pin-again pin-incorrect enter-pin-again try-later");
            assertThat(line.told()).isEqualTo(FAILED);
            assertThat(tight.signIns("51234")).containsExactly("Locked", "WrongPin", "WrongPin");
        }

        @Test
        void thePhoneOfADisabledMailboxIsLikeAnyOther() {
            house.disable("51234");
            var line = house.desk("51234").dials("*");
            assertThat(line.heard()).isEqualTo("welcome enter-extension goodbye");
        }

        @Test
        void theOwnersLanguageIsSpokenFromTheWelcomeOn() {
            house.owner("56666", "861942", Optional.of(Language.DE));
            var line = house.desk("56666").speaking("fr").dials("861942# *");
            assertThat(line.heardIn(Language.DE))
                    .isEqualTo("welcome mailbox(56666) enter-pin greeting main-menu goodbye");
        }
    }

    @Nested
    class OnAPhoneThatIsNotTheOwn {
        private final House house = House.withOwner();

        @Test
        void theNumberAloneIsNoProof() {
            var line = house.phone().calling("51234").dials("*");
            assertThat(line.heard()).isEqualTo("welcome enter-extension goodbye");
        }

        @Test
        void trustInANumberWithoutMailboxMeansNothing() {
            var line = house.desk("56666").dials("*");
            assertThat(line.heard()).isEqualTo("welcome enter-extension goodbye");
        }

        @Test
        void trustInANumberOfAnotherLengthMeansNothing() {
            for (var number : new String[] {"", "5123", "512345", "0441234567", "5123a", "+5123"}) {
                var line = house.desk("51234").calling(number).dials("*");
                assertThat(line.heard())
                        .as("from '%s'", number)
                        .isEqualTo("welcome enter-extension goodbye");
            }
        }

        @Test
        void aLockIsNotNamed() {
            house.lock("51234");
            assertThat(house.phone().dials("51234 527148# * *").heard()).isEqualTo(REFUSED);
        }

        @Test
        void theOwnersLanguageIsSpokenFromTheSignInOn() {
            house.owner("56666", "861942", Optional.of(Language.IT));
            var line = house.phone().speaking("fr").dials("56666 861942# *");
            assertThat(line.heardIn(Language.FR)).isEqualTo("welcome enter-extension enter-pin");
            assertThat(line.heardIn(Language.IT)).isEqualTo("greeting main-menu goodbye");
        }

        @Test
        void aRefusalIsInTheChannelsLanguage() {
            house.owner("56666", "861942", Optional.of(Language.IT));
            var line = house.phone().speaking("fr").dials("56666 " + WRONG_PIN + "# * *");
            assertThat(line.heardIn(Language.FR)).isEqualTo(REFUSED);
        }

        @Test
        void aChannelWithoutALanguageOfOursHearsTheDialPlans() {
            var spanish = House.withOwner(plan -> plan.language = "es-MX");
            var line = spanish.phone().speaking("pt_BR").dials("51234 527148# *");
            assertThat(line.heardIn(Language.ES))
                    .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
        }

        @Test
        void aChannelsRegionDoesNotMatter() {
            var line = house.phone().speaking("fr_CA").dials("*");
            assertThat(line.heardIn(Language.FR)).isEqualTo("welcome enter-extension goodbye");
        }
    }

    private static void tighten(House.Plan plan) {
        plan.policy =
                policy -> {
                    policy.maxLogonAttempts = 2;
                    policy.logonFailuresBeforePinReset = OptionalInt.empty();
                };
    }
}
