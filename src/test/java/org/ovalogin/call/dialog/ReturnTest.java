package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.ovalogin.core.input.Language;

/// The caller comes back from voice mail with the token of the hand-over.
class ReturnTest {
    private static final String IN = "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";

    private final House house = House.withOwner();
    private final Phone phone = house.phone();

    private String token() {
        return phone.dials("51234 527148# 1").variable("OVA_SESSION");
    }

    private static void asksAsEver(ScriptedLine line) {
        assertThat(line.heard())
                .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
        assertThat(line.told()).isEqualTo(IN);
    }

    @Test
    void leadsToTheMainMenu() {
        var line = phone.returning(token()).dials("*");
        assertThat(line.heard()).isEqualTo("main-menu goodbye");
        assertThat(line.told()).isEqualTo(IN);
    }

    @Test
    void keepsTheLevel() {
        var line = phone.returning(token()).dials("6 2");
        assertThat(line.heard()).isEqualTo("main-menu personal-options");
        assertThat(line.told())
                .isEqualTo(
                        "OVA_MAILBOX=51234@default OVA_SESSION=TOKEN OVA_NEXT=greetings OVA_RESULT=SUCCESS");
    }

    @Test
    void getsANewTokenEachTime() {
        var first = token();
        var second = phone.returning(first).dials("1").variable("OVA_SESSION");
        assertThat(second).hasSize(32).isNotEqualTo(first);
        var line = phone.returning(second).dials("*");
        assertThat(line.heard()).isEqualTo("main-menu goodbye");
    }

    @Test
    void afterAChangeOfThePinGoesOnWithTheNewOne() {
        var token = phone.dials("51234 527148# 6 3 861942# 861942# * 1").variable("OVA_SESSION");
        assertThat(phone.returning(token).dials("*").heard()).isEqualTo("main-menu goodbye");
    }

    @Test
    void isInTheOwnersLanguage() {
        house.owner("56666", "861942", Optional.of(Language.ES));
        var token = phone.dials("56666 861942# 1").variable("OVA_SESSION");
        assertThat(phone.returning(token).dials("*").heardIn(Language.ES))
                .isEqualTo("main-menu goodbye");
    }

    @Test
    void setsNoSecondLimitToTheCall() {
        var first = phone.dials("51234 527148# 1");
        assertThat(first.limits()).containsExactly(Duration.ofMinutes(30));
        assertThat(phone.returning(first.variable("OVA_SESSION")).dials("*").limits()).isEmpty();
    }

    @Test
    void leavesNoTokenBehindWhenTheCallIsOver() {
        assertThat(phone.dials("51234 527148# *").variable("OVA_SESSION")).isEmpty();
    }

    @Nested
    class IsAskedForThePin {
        private void again(Phone returning) {
            asksAsEver(returning.dials("51234 527148# *"));
        }

        @Test
        void withATokenUsedAlready() {
            var token = token();
            phone.returning(token).dials("*");
            again(phone.returning(token));
        }

        @Test
        void withAMadeUpToken() {
            again(phone.returning("00112233445566778899aabbccddeeff"));
        }

        @Test
        void withATokenOfAnotherCall() {
            var token = token();
            again(house.phone().asking(phone.query()).returning(token));
        }

        @Test
        void withATokenOfAnotherChannel() {
            var token = token();
            var line = house.phone().withUniqueId(phone.uniqueId()).calling("0449876543");
            again(line.returning(token));
        }

        @Test
        void onceTheCallShouldHaveEnded() {
            var token = token();
            house.later(Duration.ofMinutes(30));
            again(phone.returning(token));
        }

        @Test
        void notAMomentEarlier() {
            var token = token();
            house.later(Duration.ofMinutes(30).minusMillis(1));
            assertThat(phone.returning(token).dials("*").heard()).isEqualTo("main-menu goodbye");
        }

        @Test
        void atTheEndOfTheFirstLimitHoweverOftenTheCallerHasReturned() {
            var token = token();
            house.later(Duration.ofMinutes(20));
            var second = phone.returning(token).dials("1").variable("OVA_SESSION");
            house.later(Duration.ofMinutes(10));
            again(phone.returning(second));
        }

        @Test
        void withATokenOfAMailboxThatIsGone() {
            var token = token();
            house.remove("51234");
            var line = phone.returning(token).dials("51234 527148# [enter-pin-again]!");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again...");
            assertThat(line.limits()).isEmpty();
            house.owner("51234", "527148");
            again(phone.returning(token));
        }

        @Test
        void withoutSettingASecondLimit() {
            assertThat(phone.returning("00").dials("!").limits()).isEmpty();
        }
    }

    /// The token is known, but its mailbox has been closed to the caller meanwhile.
    @Nested
    class IsAskedForThePinOfTheSameMailbox {
        private static final String REFUSED =
                "enter-pin login-incorrect enter-pin-again enter-extension goodbye";
        private static final String CANCELLED = "OVA_NEXT=hangup OVA_RESULT=CANCELLED";

        @Test
        void whenItWasLockedMeanwhile() {
            var token = token();
            house.lock("51234");
            var line = phone.returning(token).dials("527148# * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
            assertThat(line.told()).isEqualTo(CANCELLED);
            assertThat(house.signIns("51234")).containsExactly("Locked", "Success");
        }

        @Test
        void whenItWasDisabledMeanwhile() {
            var token = token();
            house.disable("51234");
            var line = phone.returning(token).dials("527148# * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
            assertThat(line.told()).isEqualTo(CANCELLED);
        }

        @Test
        void whenItsPinWasResetMeanwhile() {
            var token = token();
            var pin = house.reset("51234", false);
            var line = phone.returning(token).dials("527148# " + pin + "# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "enter-pin login-incorrect enter-pin-again"
                                    + " greeting failed-attempt-since main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void andMayAskForAnotherExtension() {
            house.owner("56666", "861942");
            var token = token();
            house.lock("51234");
            var line = phone.returning(token).dials("* 56666 861942# *");
            assertThat(line.heard())
                    .isEqualTo("enter-pin enter-extension enter-pin greeting main-menu goodbye");
            assertThat(line.told())
                    .isEqualTo("OVA_MAILBOX=56666@default OVA_NEXT=hangup OVA_RESULT=SUCCESS");
        }

        @Test
        void inItsOwnersLanguage() {
            house.owner("56666", "861942", Optional.of(Language.ES));
            var token = phone.dials("56666 861942# 1").variable("OVA_SESSION");
            house.lock("56666");
            assertThat(phone.returning(token).dials("861942# * *").heardIn(Language.ES))
                    .isEqualTo(REFUSED);
        }

        @Test
        void withTheRefusalsBeforeCountedOn() {
            var token = phone.dials("51234 7036# 703615# 527148# 1").variable("OVA_SESSION");
            house.lock("51234");
            var line = phone.returning(token).dials("527148#");
            assertThat(line.heard()).isEqualTo("enter-pin try-later");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=FAILED");
        }

        @Test
        void withTheEndOfTheCallKept() {
            var token = token();
            house.later(Duration.ofMinutes(20));
            var pin = house.reset("51234", false);
            var line = phone.returning(token).dials(pin + "# 1");
            assertThat(line.limits()).isEmpty();
            house.later(Duration.ofMinutes(10));
            asksAsEver(phone.returning(line.variable("OVA_SESSION")).dials("51234 " + pin + "# *"));
        }

        @Test
        void onceByOneToken() {
            var token = token();
            house.lock("51234");
            phone.returning(token).dials("!");
            assertThat(phone.returning(token).dials("!").heard())
                    .isEqualTo("welcome enter-extension");
        }

        @Test
        void norByTheTokenOfAnotherCall() {
            var token = token();
            house.lock("51234");
            assertThat(house.phone().returning(token).dials("!").heard())
                    .isEqualTo("welcome enter-extension");
        }

        @Test
        void onTheOwnPhoneInItsWords() {
            var desk = house.desk("51234");
            var token = desk.dials("527148# 1").variable("OVA_SESSION");
            var pin = house.reset("51234", false);
            var line = desk.returning(token).dials("51234# 527148# " + pin + "# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "enter-pin pin-is-extension enter-pin pin-incorrect enter-pin-again"
                                    + " greeting failed-attempt-since main-menu goodbye");
            assertThat(line.told()).isEqualTo(IN);
        }

        @Test
        void butTheOwnPhoneHearsThatItIsLocked() {
            var desk = house.desk("51234");
            var token = desk.dials("527148# 1").variable("OVA_SESSION");
            house.lock("51234");
            var line = desk.returning(token).dials("");
            assertThat(line.heard()).isEqualTo("mailbox-locked");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=LOCKED");
        }

        @Test
        void exceptWhereTheRequestNamesTheMailbox() {
            var desk =
                    house.desk("51234")
                            .asking("dialplan=" + house.dialPlan() + "&trusted=yes&mailbox=51234");
            var token = desk.dials("527148# 1").variable("OVA_SESSION");
            house.lock("51234");
            var line = desk.returning(token).dials("527148# * *");
            assertThat(line.heard()).isEqualTo(REFUSED);
        }

        @Test
        void alsoAfterAccessWithoutPin() {
            var open =
                    House.withOwner(
                            plan ->
                                    plan.policy =
                                            policy -> policy.allowPinlessVoiceMailAccess = true);
            open.allowPinless("51234");
            var desk = open.desk("51234");
            var token = desk.dials("1").variable("OVA_SESSION");
            var pin = open.reset("51234", false);
            assertThat(desk.returning(token).dials(pin + "# *").heard())
                    .isEqualTo("enter-pin greeting main-menu goodbye");
        }
    }

    @Test
    void anEmptyTokenIsThatOfACallerWhoComesForTheFirstTime() {
        var line = phone.returning("").dials("51234 527148# *");
        asksAsEver(line);
        assertThat(line.limits()).containsExactly(Duration.ofMinutes(30));
    }
}
