package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;

class LatestUseTest {
    private static final String ASKED =
            "welcome mailbox(51234) enter-pin greeting main-menu personal-options latest-use ";
    private static final String BACK = " personal-options latest-use main-menu goodbye";

    private final House house = separate(true);

    private static House separate(boolean separate) {
        return House.withOwner(
                plan -> plan.policy = policy -> policy.separateTrustedLockout = separate);
    }

    private ScriptedLine desk(String script) {
        return house.desk("51234").dials(PIN + "# 6 4 " + script);
    }

    private void signInFrom(String number) {
        house.phone().calling(number).dials("51234 " + PIN + "# *");
    }

    @Test
    void isToldWithTimeAndNumber() {
        signInFrom("0441234567");
        house.later(Duration.ofHours(26));
        house.opens("51234", WRONG_PIN);
        house.later(Duration.ofMinutes(65));
        assertThat(house.desk("51234").dials(PIN + "# 6 4 * * *").heard())
                .isEqualTo(
                        "welcome mailbox(51234) enter-pin greeting failed-attempt-since main-menu personal-options latest-use "
                                + "signed-in(yesterday/hour-8/am,0441234567) "
                                + "failed-attempt-unknown(today/hour-10/am) not-you"
                                + BACK);
    }

    @Test
    void nothingBeforeIsSaidToo() {
        assertThat(desk("* * *").heard())
                .isEqualTo(ASKED + "no-sign-in no-failed-attempt not-you" + BACK);
    }

    @Test
    void theLatestThreeOfEachAreTold() {
        for (var i = 1; i <= 4; i++) {
            house.later(Duration.ofMinutes(1));
            signInFrom("000" + i);
            house.later(Duration.ofMinutes(1));
            house.opens("51234", WRONG_PIN);
        }
        house.phone().calling("0009").dials("51234 " + PIN + "# *"); // hears of the failures
        assertThat(desk("* * *").heard())
                .startsWith(
                        ASKED
                                + "signed-in(today/hour-8/minute-8/am,0009) signed-in(today/hour-8/minute-7/am,0004) signed-in(today/hour-8/minute-5/am,0003) "
                                + "failed-attempt-unknown(today/hour-8/minute-8/am) failed-attempt-unknown(today/hour-8/minute-6/am) failed-attempt-unknown(today/hour-8/minute-4/am) not-you");
    }

    @ParameterizedTest
    @CsvSource({
        "+41 44 123-45.67,',41441234567'",
        "'(044) 12/3','044123'",
        "alice,",
        "alice2,",
        "anonymous,",
        "'',",
        "123456789012345678901,",
        "٠١٢,"
    })
    void onlyDigitsAreSaidOfANumber(String number, String digits) {
        signInFrom(number);
        house.later(Duration.ofMinutes(1));
        assertThat(desk("* * *").heard())
                .contains(
                        digits == null
                                ? "signed-in-unknown(today/hour-8/am)"
                                : "signed-in(today/hour-8/am," + digits.replace(",", "") + ")");
    }

    @Test
    void isHeardAgain() {
        assertThat(desk("0 * * *").heard())
                .isEqualTo(
                        ASKED
                                + "no-sign-in no-failed-attempt not-you no-sign-in no-failed-attempt not-you"
                                + BACK);
    }

    @Test
    void isNoChoiceElsewhere() {
        var line = house.phone().dials("51234 " + PIN + "# 6 4 * *");
        assertThat(line.heard())
                .endsWith(
                        "main-menu personal-options choice-invalid personal-options main-menu goodbye");
    }

    @Test
    void isNoChoiceAtAColleaguesPhone() {
        house.owner("56666", "861942");
        var line = house.desk("56666").dials("* 51234 " + PIN + "# 6 4 * *");
        assertThat(line.heard()).contains("personal-options choice-invalid");
    }

    @Nested
    class WasNotMe {
        private static final String CHANGE = "5 " + NEW_PIN + "# " + NEW_PIN + "# ";

        @Test
        void aNewPinBlocksCallsFromElsewhere() {
            assertThat(desk(CHANGE + "* *").heard())
                    .endsWith(
                            "not-you new-pin-now new-pin(6) new-pin-again pin-changed outside-blocked-now"
                                    + BACK);
            assertThat(house.opens("51234", NEW_PIN)).isFalse();
            assertThat(house.desk("51234").dials(NEW_PIN + "# *").heard())
                    .endsWith("outside-blocked main-menu goodbye");
            assertThat(events(Name.LOCKED)).containsExactly("ByOwner");
            assertThat(events(Name.MISUSE_REPORTED)).containsExactly("");
        }

        @Test
        void keyFourDoesNotLiftTheBlock() {
            desk(CHANGE + "* *");
            assertThat(house.desk("51234").dials(NEW_PIN + "# 4 *").heard())
                    .endsWith("outside-blocked main-menu choice-invalid main-menu goodbye");
            house.later(Duration.ofDays(8));
            assertThat(house.opens("51234", NEW_PIN)).isFalse();
        }

        @Test
        void anUnlockLiftsIt() {
            desk(CHANGE + "* *");
            house.unlock("51234");
            assertThat(house.opens("51234", NEW_PIN)).isTrue();
        }

        @Test
        void aResetLiftsIt() {
            desk(CHANGE + "* *");
            var pin = house.reset("51234", false);
            assertThat(house.opens("51234", pin)).isTrue();
        }

        @Test
        void elsewhereSoundsLikeAWrongPin() {
            desk(CHANGE + "* *");
            var line = house.phone().dials("51234 " + NEW_PIN + "# [enter-pin-again]!");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome enter-extension enter-pin login-incorrect enter-pin-again...");
        }

        @Test
        void whoLeavesTheChangeHasChangedNothing() {
            assertThat(desk("5 * * *").heard())
                    .endsWith("new-pin-now new-pin(6) personal-options latest-use main-menu goodbye");
            assertThat(house.opens("51234", PIN)).isTrue();
            assertThat(events(Name.MISUSE_REPORTED)).isEmpty();
        }

        @Test
        void aHangUpAsThePinIsChangedLosesNoBlock() {
            house.desk("51234").dials(PIN + "# 6 4 5 " + NEW_PIN + "# " + NEW_PIN + "# [pin-changed]!");
            assertThat(house.opens("51234", PIN)).isFalse();
            assertThat(house.opens("51234", NEW_PIN)).isFalse();
            assertThat(house.mailbox("51234").lockouts().outside().blockedByOwner()).isTrue();
        }

        @Test
        void itIsNeverTooSoon() {
            var strict =
                    House.withOwner(
                            plan ->
                                    plan.policy =
                                            policy -> {
                                                policy.separateTrustedLockout = true;
                                                policy.minPinAge = Duration.ofHours(24);
                                            });
            var line = strict.desk("51234").dials(PIN + "# 6 4 " + CHANGE + "* *");
            assertThat(line.heard()).contains("pin-changed outside-blocked-now");
        }

        @Test
        void withOneCountTheNewPinIsAll() {
            var together = separate(false);
            var line = together.desk("51234").dials(PIN + "# 6 4 " + CHANGE + "* *");
            assertThat(line.heard()).endsWith("pin-changed administrator-told" + BACK);
            assertThat(together.opens("51234", NEW_PIN)).isTrue();
        }

        private List<String> events(Name name) {
            var guid = house.mailbox("51234").guid();
            return house.store().read(view -> view.events().of(guid, 100)).stream()
                    .filter(e -> e.name() == name)
                    .map(Event::result)
                    .toList();
        }
    }
}
