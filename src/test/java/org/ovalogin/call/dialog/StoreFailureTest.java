package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.call.dialog.BreakableStore.When;
import org.slf4j.LoggerFactory;

/// The store breaks at each of its uses in a whole call, before or after the requested work, once
/// or for good. The caller is told and never let in.
class StoreFailureTest {
    /// @param survived the uses whose failure ends no call: what a caller has heard is recorded
    ///   beside the call and told again in the next one; a return token that nobody got is deleted
    private record Breakage(When when, boolean forGood, Set<Integer> survived) {}

    /// Silenced: the test causes hundreds of faults, each with a stack trace.
    private static final Logger LOG = (Logger) LoggerFactory.getLogger("org.ovalogin");

    @BeforeAll
    static void quiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        LOG.setLevel(null);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false, 4", "BEFORE, true, 4", "AFTER, false, 4"})
    void inASignIn(When when, boolean forGood, String survived) {
        everywhere(
                new Breakage(when, forGood, uses(survived)),
                House::phone,
                _ -> {},
                "51234 527148# *",
                PIN);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false, ''", "BEFORE, true, ''", "AFTER, false, ''"})
    void inASignInOnTheOwnPhoneAndTheHandOver(When when, boolean forGood, String survived) {
        everywhere(
                new Breakage(when, forGood, uses(survived)),
                house -> house.desk("51234"),
                _ -> {},
                "527148# 1",
                PIN);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false, 6", "BEFORE, true, ''", "AFTER, false, 6"})
    void inAForcedChange(When when, boolean forGood, String survived) {
        everywhere(
                new Breakage(when, forGood, uses(survived)),
                House::phone,
                house -> house.requireChange("51234"),
                "51234 527148# 861942# 861942# 1",
                NEW_PIN);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false, 9", "BEFORE, true, 9", "AFTER, false, 9"})
    void inAPinlessCallWithAChange(When when, boolean forGood, String survived) {
        everywhere(
                new Breakage(when, forGood, uses(survived)),
                house -> house.desk("51234"),
                house -> house.allowPinless("51234"),
                "6 527148# 3 861942# 861942# * 1",
                NEW_PIN);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false, ''", "BEFORE, true, ''", "AFTER, false, ''"})
    void onTheReturn(When when, boolean forGood, String survived) {
        everywhere(
                new Breakage(when, forGood, uses(survived)),
                house -> {
                    var phone = house.phone();
                    return phone.returning(phone.dials("51234 527148# 1").variable("OVA_SESSION"));
                },
                _ -> {},
                "6 3 861942# 861942# * 1",
                NEW_PIN);
    }

    @Test
    void aRefusalThatCannotBeRecordedIsNoRefusal() {
        var house = House.withOwner();
        var uses = new ArrayList<String>();
        for (var use = 1; uses.size() < 100; use++) {
            house.store().breakAt(use, When.BEFORE, false);
            var line = house.phone().dialsAsFarAs("51234 703615# *");
            var broken = house.store().hasBroken();
            house.store().repair();
            if (!broken) break;
            uses.add(line.told());
            house.unlock("51234");
        }
        assertThat(uses)
                .hasSizeGreaterThan(2)
                .containsOnly("OVA_NEXT=hangup OVA_RESULT=UNAVAILABLE");
    }

    private static Set<Integer> uses(String numbers) {
        return Stream.of(numbers.split(" ", -1))
                .filter(number -> !number.isEmpty())
                .map(Integer::valueOf)
                .collect(Collectors.toSet());
    }

    /// @param atTheEnd the PIN if nothing breaks
    private static void everywhere(
            Breakage breakage,
            Function<House, Phone> phone,
            Consumer<House> before,
            String script,
            String atTheEnd) {
        var changed = false;
        var survived = new HashSet<Integer>();
        for (var use = 1; ; use++) {
            var house =
                    House.withOwner(
                            plan ->
                                    plan.policy =
                                            policy -> policy.allowPinlessVoiceMailAccess = true);
            before.accept(house);
            var calling = phone.apply(house);
            house.store().breakAt(use, breakage.when(), breakage.forGood());
            var line = calling.dialsAsFarAs(script);
            var broken = house.store().hasBroken();
            house.store().repair();
            if (!broken) {
                assertThat(line.told()).endsWith("OVA_RESULT=SUCCESS");
                assertThat(use).isGreaterThan(3);
                assertThat(survived).isEqualTo(breakage.survived());
                assertThat(house.opens("51234", atTheEnd)).isTrue();
                return;
            }
            if (line.told().endsWith("OVA_RESULT=SUCCESS")) {
                survived.add(use);
            } else {
                assertThat(line.told())
                        .as("use %d: %s", use, line.heard())
                        .isEqualTo("OVA_NEXT=hangup OVA_RESULT=UNAVAILABLE");
                assertThat(line.heard()).endsWith("service-unavailable");
            }
            changed = house.opens("51234", NEW_PIN) || changed;
            assertThat(house.opens("51234", changed ? NEW_PIN : PIN)).isTrue();
            assertThat(house.opens("51234", changed ? PIN : NEW_PIN)).isFalse();
        }
    }
}
