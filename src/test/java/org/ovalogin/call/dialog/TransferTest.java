package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.util.OptionalInt;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// An attended transfer puts another caller on the line of a phone that is vouched for.
class TransferTest {
    private final House house =
            House.withOwner(plan -> plan.policy = policy -> policy.separateTrustedLockout = true);

    @Test
    void wrongPinsOfTheOtherCallerCountAsFromOutside() {
        house.desk("51234").dialsAsFarAs(WRONG_PIN + "# ~1 " + WRONG_PIN + "# ~1 !");
        assertThat(house.mailbox("51234").lockouts().trusted().failures()).isEqualTo(2);
        assertThat(house.mailbox("51234").lockouts().outside().failures()).isZero();

        house.desk("51234").dialsAsFarAs(WRONG_PIN + "# ~1 > " + WRONG_PIN + "# ~1 !");
        assertThat(house.mailbox("51234").lockouts().trusted().failures()).isEqualTo(3);
        assertThat(house.mailbox("51234").lockouts().outside().failures()).isOne();
    }

    @Test
    void ownerWhoIsPutThroughSignsInAsFromElsewhere() {
        for (var i = 0; i < 3; i++) house.opens("51234", WRONG_PIN);
        house.desk("51234").dials("> " + PIN + "# *");
        assertThat(house.mailbox("51234").lockouts().outside().failures()).isZero();
    }

    /// The owner has signed in, and puts a stranger through to the menu.
    @Nested
    class AfterTheSignIn {
        private final House house =
                House.withOwner(
                        plan ->
                                plan.policy =
                                        policy -> {
                                            policy.separateTrustedLockout = true;
                                            policy.logonFailuresBeforePinReset =
                                                    OptionalInt.empty();
                                            policy.maxLogonAttempts = 2;
                                        });

        private String desk(String script) {
            return house.desk("51234").dials(PIN + "# " + script).heard();
        }

        private void outsideIsBlocked() {
            for (var i = 0; i < 2; i++) house.opens("51234", WRONG_PIN);
        }

        private boolean outsideLocked() {
            return house.mailbox("51234").lockouts().outside().lock().isPresent();
        }

        @Test
        void keyFourIsNoChoiceOfTheStrangers() {
            outsideIsBlocked();
            assertThat(desk("0 > 4 *"))
                    .endsWith("allow-outside main-menu main-menu choice-invalid main-menu goodbye");
            assertThat(outsideLocked()).isTrue();
        }

        @Test
        void keyFourAllowsNothingThoughItWasOffered() {
            outsideIsBlocked();
            assertThat(desk("[main-menu] > 4 *")).doesNotContain("outside-allowed");
            assertThat(outsideLocked()).isTrue();
        }

        @Test
        void theUseOfTheMailboxIsNotTold() {
            house.opens("51234", WRONG_PIN);
            assertThat(desk("6 [latest-use] > 4 * *"))
                    .endsWith("personal-options latest-use personal-options main-menu goodbye");
            assertThat(desk("6 4 [not-you] > 0 * *"))
                    .endsWith("not-you personal-options main-menu goodbye");
        }

        @Test
        void keyFiveBlocksNothing() {
            assertThat(desk("6 4 [not-you] > 5 * *"))
                    .endsWith("not-you personal-options main-menu goodbye");
            desk("6 4 5 " + NEW_PIN + "# [new-pin-again] > " + NEW_PIN + "#");
            assertThat(outsideLocked()).isFalse();
            assertThat(house.opens("51234", PIN)).isTrue();
        }
    }

    @Test
    void aLockIsNotToldToTheStranger() {
        house.lock("51234");
        assertThat(house.desk("51234").dials("[welcome] > *").heard())
                .isEqualTo("welcome enter-extension goodbye");
    }
}
