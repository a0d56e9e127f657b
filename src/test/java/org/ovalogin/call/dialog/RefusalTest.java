package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.input.Language;

class RefusalTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    private static final String FAILED = "OVA_NEXT=hangup OVA_RESULT=FAILED";
    private static final String CANCELLED = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";
    private static final String REFUSED =
            "welcome enter-extension enter-pin login-incorrect enter-pin-again enter-extension goodbye";

    @Nested
    class Refusals {
        private final House house = House.withOwner();

        @Test
        void ofAWrongPin() {
            var line = house.phone().dials("51234 " + WRONG_PIN + "# * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).containsExactly("WrongPin");
        }

        @Test
        void ofAnUnknownExtensionSoundTheSame() {
            var line = house.phone().dials("59999 527148# * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void ofADisabledMailboxSoundTheSame() {
            house.disable("51234");
            var line = house.phone().dials("51234 527148# * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).containsExactly("Disabled");
        }

        @Test
        void ofALockedMailboxSoundTheSame() {
            house.lock("51234");
            var line = house.phone().dials("51234 527148# * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).containsExactly("Locked");
        }

        @Test
        void ofALapsedPinSoundTheSame() {
            var pin = house.reset("51234", true);
            house.later(Duration.ofDays(7));
            var line = house.phone().dials("51234 " + pin + "# * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).containsExactly("Lapsed");
        }

        @Test
        void endTheCallAtTheLastOneAllowed() {
            var line = house.phone().dials("51234 7036# 527149# 703615#");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again login-incorrect enter-pin-again try-later");
            assertThat(line.told()).isEqualTo(FAILED);
        }

        @Test
        void areCountedAcrossExtensions() {
            var line = house.phone().dials("51234 7036# * 59999 527148# * 51234 703615#");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again"
                                    + " enter-extension enter-pin login-incorrect enter-pin-again"
                                    + " enter-extension enter-pin try-later");
            assertThat(line.told()).isEqualTo(FAILED);
        }

        @Test
        void rightPinOnLastTryIsAccepted() {
            var line = house.phone().dials("51234 7036# 703615# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again login-incorrect"
                                    + " enter-pin-again greeting failed-attempts-since(2) main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void areOneWhereOneIsAllowed() {
            var strict = House.withOwner(plan -> plan.logonFailures = 1);
            var line = strict.phone().dials("51234 " + WRONG_PIN + "#");
            assertThat(line.heard()).isEqualTo("welcome enter-extension enter-pin try-later");
            assertThat(line.told()).isEqualTo(FAILED);
        }

        @Test
        void areTwentyWhereTwentyAreAllowed() {
            var patient = House.withOwner(plan -> plan.logonFailures = 20);
            var line = patient.phone().dials("59999" + (WRONG_PIN + "#").repeat(20));
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin"
                                    + " login-incorrect enter-pin-again".repeat(19)
                                    + " try-later");
            assertThat(line.told()).isEqualTo(FAILED);
        }

        @Test
        void areNoInputFailures() {
            var line = house.phone().dials("51234 " + WRONG_PIN + "# # # 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again"
                                    + " no-entry enter-pin-again"
                                    + " greeting failed-attempt-since main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }
    }

    /// A slip, not a guess: an owner takes the question for the one before.
    @Nested
    class AnEntryThatIsTheExtension {
        private static final String TOLD =
                "enter-pin pin-is-extension enter-pin pin-is-extension help-pin goodbye";

        private final House house = House.withOwner();

        @ParameterizedTest
        @ValueSource(strings = {"51234", "59999"})
        void isNeitherComparedNorCharged(String extension) {
            var keys = (extension + "#").repeat(100).substring(0, 18);
            var line = house.phone().dials(extension + " " + keys);
            assertThat(line.heard()).isEqualTo("welcome enter-extension " + TOLD);
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).isEmpty();
            assertThat(house.mailbox("51234").lockouts().outside().failures()).isZero();
        }

        @Test
        void isNoneOnTheOwnPhoneEither() {
            var line = house.desk("51234").dials("51234# 51234# 51234#");
            assertThat(line.heard()).isEqualTo("welcome mailbox(51234) " + TOLD);
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).isEmpty();
        }

        @Test
        void isNoneWhereTheRequestNamesTheMailbox() {
            var line =
                    house.phone()
                            .asking("dialplan=" + house.dialPlan() + "&mailbox=51234")
                            .dials("51234# 51234# 51234#");
            assertThat(line.heard()).isEqualTo("welcome " + TOLD);
            assertThat(house.signIns("51234")).isEmpty();
        }

        @Test
        void isNoneAfterARefusal() {
            var line = house.phone().dials("51234 703615# 51234# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again"
                                    + " pin-is-extension enter-pin-again"
                                    + " greeting failed-attempt-since main-menu goodbye");
            assertThat(house.signIns("51234")).containsExactly("Success", "WrongPin");
        }

        @Test
        void opensNothingEvenWhereItIsThePin() {
            house.choose("51234", "51234");
            assertThat(house.phone().dials("51234 51234# 51234# 51234#").told())
                    .isEqualTo(CANCELLED);
            assertThat(house.desk("51234").dials("51234# 51234# 51234#").told())
                    .isEqualTo(CANCELLED);
        }

        @Test
        void isOneOfAnotherExtension() {
            house.owner("56666", "861942");
            house.phone().dials("51234 56666# * *");
            assertThat(house.signIns("51234")).containsExactly("WrongPin");
        }
    }

    /// A mailbox's language would tell an existing extension from an unknown one.
    @Test
    void noLanguageTellsAnExtensionThatExists() {
        var house = House.withOwner();
        house.owner("56666", "861942", Optional.of(Language.DE));
        var wrong = WRONG_PIN + "# ";
        var known = house.phone().speaking("fr").dials("56666 " + wrong.repeat(3).strip());
        var unknown = house.phone().speaking("fr").dials("59999 " + wrong.repeat(3).strip());
        assertThat(known.heardIn(Language.FR)).isEqualTo(unknown.heardIn(Language.FR));
        assertThat(known.heardIn(Language.FR)).isEqualTo(known.heard());
        assertThat(known.heard()).endsWith("enter-pin-again try-later");
    }

    /// A burst of PINs in one stream of tones is a known attack. One entry buys one comparison.
    @Nested
    class KeysAfterARefusal {
        private final House house = House.withOwner();

        @Test
        void typedAheadAreDropped() {
            var line = house.phone().dials("[welcome]51234703615#527148# * *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome... enter-pin... login-incorrect... enter-pin-again enter-extension goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).containsExactly("WrongPin");
        }

        @Test
        void pressedDuringTheVerdictAreDropped() {
            var slow = House.withOwner(plan -> plan.floor = Duration.ofMillis(1));
            var line = slow.phone().dials("51234 703615# ~5 ~1 ~2 ~3 ~4 * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void pressedDuringTheRefusalAreDropped() {
            var line = house.phone().dials("51234 703615# [login-incorrect]527148 * *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect... enter-pin-again enter-extension goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void areDroppedOnTheOwnPhoneToo() {
            var line = house.desk("51234").dials("[enter-pin]703615#527148# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(51234) enter-pin... pin-incorrect... enter-pin-again"
                                    + " greeting failed-attempt-since main-menu goodbye");
            assertThat(house.signIns("51234")).containsExactly("Success", "WrongPin");
        }

        @Test
        void sixtyThreeOfThemAreBorne() {
            var line =
                    house.phone()
                            .dials("51234 703615# [login-incorrect]" + "5".repeat(63) + " * *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect... enter-pin-again enter-extension goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void sixtyFourOfThemEndTheCall() {
            var line = house.phone().dials("51234 703615# [login-incorrect]" + "5".repeat(64));
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension enter-pin login-incorrect... goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void aBurstOfPinsBuysOneComparison() {
            var burst = new StringBuilder();
            for (var pin = 703600; pin < 703611; pin++) burst.append(pin).append('#');
            var line = house.desk("51234").dials("[welcome]" + burst.substring(0, 7 + 64));
            assertThat(line.heard()).isEqualTo("welcome... pin-incorrect... goodbye");
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).containsExactly("WrongPin");
        }
    }
}
