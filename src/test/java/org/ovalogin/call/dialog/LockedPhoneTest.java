package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;

/// A call from the own, trusted phone of a locked mailbox. The house's clock begins at 08:00 UTC on
/// Monday, 2 March 2026.
class LockedPhoneTest {
    private static House house(int minutes, boolean separate) {
        return house(Optional.of(Duration.ofMinutes(minutes)), separate, _ -> {});
    }

    private static House house(
            Optional<Duration> lockout, boolean separate, Consumer<House.Plan> others) {
        return House.withOwner(
                plan -> {
                    plan.policy =
                            policy -> {
                                policy.maxLogonAttempts = 2;
                                policy.logonFailuresBeforePinReset = OptionalInt.empty();
                                policy.lockoutDuration = lockout;
                                policy.separateTrustedLockout = separate;
                            };
                    others.accept(plan);
                });
    }

    private static void lockOutside(House house) {
        for (var time = 0; time < 2; time++) house.opens("51234", WRONG_PIN);
        house.afterwards();
    }

    private static void lockOwnPhone(House house) {
        house.desk("51234").dials(WRONG_PIN + "# ~1 " + WRONG_PIN + "# ~1 * !");
        house.afterwards();
    }

    private static String heard(House house) {
        var line = house.desk("51234").dials("");
        assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=LOCKED");
        return line.heard();
    }

    @ParameterizedTest
    @CsvSource({
        "30,    until-hour-8/minute-30/am",
        "390,   until-hour-2/minute-30/pm",
        "1440,  until/tomorrow/hour-8/am",
        "10080, until/weekday-1/month-3/day-9/hour-8/am",
    })
    void hearsWhenAFailuresLockEnds(int minutes, String until) {
        var house = house(minutes, false);
        lockOutside(house);
        assertThat(heard(house)).isEqualTo("welcome mailbox-locked-until(%s)".formatted(until));
    }

    @Test
    void hearsNoTimeThatIsTooEarly() {
        var house = house(30, false);
        house.later(Duration.ofMillis(1));
        lockOutside(house);
        assertThat(heard(house)).endsWith("(until-hour-8/minute-31/am)");
        house.later(Duration.ofMinutes(30));
        assertThat(house.desk("51234").dials(PIN + "# *").heard()).contains(" main-menu");
    }

    @Test
    void hearsItInTheMailboxesLanguage() {
        var house = house(390, false);
        house.owner("56666", PIN, Optional.of(Language.DE));
        for (var time = 0; time < 2; time++) house.opens("56666", WRONG_PIN);
        assertThat(house.desk("56666").dials("").heardIn(Language.DE))
                .endsWith("mailbox-locked-until(until-hour-14/minute-30)");
    }

    @Test
    void hearsItInTheMailboxesZoneElseTheDialPlansElseTheServers() {
        var server =
                house(
                        Optional.of(Duration.ofMinutes(30)),
                        false,
                        plan -> plan.zone = ZoneId.of("Asia/Kathmandu"));
        lockOutside(server);
        assertThat(heard(server)).endsWith("(until-hour-2/minute-15/pm)");
        var dialPlan =
                house(
                        Optional.of(Duration.ofMinutes(30)),
                        false,
                        plan -> {
                            plan.zone = ZoneId.of("Asia/Kathmandu");
                            plan.dialPlan =
                                    draft -> draft.timeZone = TimeZone.named("Europe/Paris");
                        });
        lockOutside(dialPlan);
        assertThat(heard(dialPlan)).endsWith("(until-hour-9/minute-30/am)");
        dialPlan.inZone("51234", "America/St_Johns");
        assertThat(heard(dialPlan)).endsWith("(until-hour-5/am)");
    }

    @Test
    void hearsNoTimeWhereAPersonHasToLiftTheLock() {
        var unlimited = house(Optional.empty(), false, _ -> {});
        lockOutside(unlimited);
        assertThat(heard(unlimited)).isEqualTo("welcome mailbox-locked");
        var administrators = house(30, false);
        administrators.lock("51234");
        assertThat(heard(administrators)).isEqualTo("welcome mailbox-locked");
        lockOutside(administrators);
        assertThat(heard(administrators)).isEqualTo("welcome mailbox-locked");
    }

    @Test
    void hearsNoTimeAtAHundredCharges() {
        var house = house(30, false);
        lockOutside(house);
        for (var period = 2; period < 100; period++) {
            assertThat(heard(house)).as("%d charges", period).contains("mailbox-locked-until(");
            house.later(Duration.ofMinutes(30));
            house.opens("51234", WRONG_PIN);
        }
        assertThat(heard(house)).isEqualTo("welcome mailbox-locked");
        house.later(Duration.ofDays(99));
        assertThat(heard(house)).isEqualTo("welcome mailbox-locked");
    }

    @Test
    void hearsOfItsOwnCountOnly() {
        var house = house(30, true);
        lockOutside(house);
        assertThat(house.desk("51234").dials("!").heard()).endsWith(" enter-pin");
        house.later(Duration.ofMinutes(10));
        lockOwnPhone(house);
        assertThat(heard(house)).endsWith("(until-hour-8/minute-40/am)");
    }

    @Test
    void ofEitherCountWhileTheyAreOne() {
        var house = house(30, false);
        lockOutside(house);
        assertThat(heard(house)).endsWith("(until-hour-8/minute-30/am)");
    }

    @Test
    void isRecordedWithoutACharge() {
        var house = house(30, false);
        lockOutside(house);
        var before = house.mailbox("51234");
        heard(house);
        assertThat(house.signIns("51234")).startsWith("Locked", "WrongPin");
        assertThat(house.mailbox("51234")).isEqualTo(before);
    }

    /// A minute's calls share a row, like all refusals without a comparison.
    @Test
    void isRecordedOnceAMinuteHoweverOftenItCalls() {
        var house = house(30, false);
        house.lock("51234");
        for (var call = 0; call < 5; call++) heard(house);
        assertThat(house.signIns("51234")).containsExactly("Locked");
        assertThat(house.signInCounts("51234")).containsExactly(5);
        house.later(Duration.ofMinutes(1));
        heard(house);
        assertThat(house.signInCounts("51234")).containsExactly(1, 5);
    }

    @Test
    void isNotToldOfTheLockIfItCannotBeRecorded() {
        var house = house(30, false);
        house.lock("51234");
        // the dial plan, the mailbox, the event
        house.store().breakAt(3, BreakableStore.When.BEFORE, true);
        var line = house.desk("51234").dials("");
        assertThat(line.heard()).isEqualTo("welcome service-unavailable");
        assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=UNAVAILABLE");
    }

    @Test
    void elsewhereNobodyHearsOfItsTime() {
        var house = house(30, false);
        lockOutside(house);
        assertThat(house.phone().dials("51234 " + PIN + "# !").heard())
                .isEqualTo("welcome enter-extension enter-pin login-incorrect");
    }
}
