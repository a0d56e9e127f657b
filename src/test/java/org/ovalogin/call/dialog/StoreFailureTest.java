package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
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
    private record Breakage(When when, boolean forGood) {}

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
    @CsvSource({"BEFORE, false", "BEFORE, true", "AFTER, false"})
    void inASignIn(When when, boolean forGood) {
        everywhere(new Breakage(when, forGood), House::phone, _ -> {}, "51234 527148# *", PIN);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false", "BEFORE, true", "AFTER, false"})
    void inASignInOnTheOwnPhoneAndTheHandOver(When when, boolean forGood) {
        everywhere(
                new Breakage(when, forGood),
                house -> house.desk("51234"),
                _ -> {},
                "527148# 1",
                PIN);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false", "BEFORE, true", "AFTER, false"})
    void inAForcedChange(When when, boolean forGood) {
        everywhere(
                new Breakage(when, forGood),
                House::phone,
                house -> house.requireChange("51234"),
                "51234 527148# 861942# 861942# 1",
                NEW_PIN);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false", "BEFORE, true", "AFTER, false"})
    void inAPinlessCallWithAChange(When when, boolean forGood) {
        everywhere(
                new Breakage(when, forGood),
                house -> house.desk("51234"),
                house -> house.allowPinless("51234"),
                "6 527148# 3 861942# 861942# * 1",
                NEW_PIN);
    }

    @ParameterizedTest
    @CsvSource({"BEFORE, false", "BEFORE, true", "AFTER, false"})
    void onTheReturn(When when, boolean forGood) {
        everywhere(
                new Breakage(when, forGood),
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

    /// @param atTheEnd the PIN if nothing breaks
    private static void everywhere(
            Breakage breakage,
            Function<House, Phone> phone,
            Consumer<House> before,
            String script,
            String atTheEnd) {
        var changed = false;
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
                assertThat(house.opens("51234", atTheEnd)).isTrue();
                return;
            }
            assertThat(line.told())
                    .as("use %d: %s", use, line.heard())
                    .isEqualTo("OVA_NEXT=hangup OVA_RESULT=UNAVAILABLE");
            assertThat(line.heard()).endsWith("service-unavailable");
            changed = house.opens("51234", NEW_PIN) || changed;
            assertThat(house.opens("51234", changed ? NEW_PIN : PIN)).isTrue();
            assertThat(house.opens("51234", changed ? PIN : NEW_PIN)).isFalse();
        }
    }
}
