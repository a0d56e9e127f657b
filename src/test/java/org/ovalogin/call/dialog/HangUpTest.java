package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;

import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The caller hangs up at each moment of a whole call. The dialplan is told nothing, nothing goes
/// on, and the next call finds the mailbox in order.
class HangUpTest {
    private static final String PERSONAL_OPTIONS =
            "527148# 6 3 861942# 861943# 861942# 861942# * 1";

    @Test
    void inASignIn() {
        everywhere(House::phone, _ -> {}, "[welcome]9# 51234 7036# _ 527148## 0 *", PIN);
    }

    @Test
    void inASignInOnTheOwnPhone() {
        everywhere(house -> house.desk("51234"), _ -> {}, "7036# * 51234 527148# _ 1", PIN);
    }

    @Test
    void inAChangeOfThePin() {
        everywhere(house -> house.desk("51234"), _ -> {}, PERSONAL_OPTIONS, NEW_PIN);
    }

    @Test
    void inAForcedChangeOfThePin() {
        everywhere(
                House::phone,
                house -> house.requireChange("51234"),
                "51234 527148# 345678# 861942# 861942# 1",
                NEW_PIN);
    }

    @Test
    void inAPinlessCall() {
        everywhere(
                house -> house.desk("51234"),
                house -> house.allowPinless("51234"),
                "6 " + PERSONAL_OPTIONS,
                NEW_PIN);
    }

    @Test
    void onTheWayOut() {
        everywhere(House::phone, _ -> {}, "_ 51234 7036# 51234# 7036# ~1 7036#", PIN);
    }

    /// @param atTheEnd the PIN if nobody hangs up
    private static void everywhere(
            Function<House, Phone> phone, Consumer<House> before, String script, String atTheEnd) {
        var changed = false;
        for (var moment = 1; ; moment++) {
            var house = house();
            before.accept(house);
            var line = phone.apply(house).hangingUpAt(moment).dials(script);
            if (line.moments() < moment) {
                assertThat(line.hungUp()).as("the script ends too early").isFalse();
                assertThat(line.told()).contains("OVA_RESULT=");
                assertThat(moment).isEqualTo(line.moments() + 1).isGreaterThan(10);
                holds(house, atTheEnd);
                return;
            }
            assertThat(line.variable("OVA_RESULT")).as("after moment %d", moment).isEmpty();
            // once the new PIN holds, the old one never returns
            changed = house.opens("51234", NEW_PIN) || changed;
            holds(house, changed ? NEW_PIN : PIN);
        }
    }

    private static House house() {
        return House.withOwner(
                plan -> plan.policy = policy -> policy.allowPinlessVoiceMailAccess = true);
    }

    private static void holds(House house, String pin) {
        house.afterwards();
        assertThat(house.opens("51234", pin)).isTrue();
        assertThat(house.opens("51234", pin.equals(PIN) ? NEW_PIN : PIN)).isFalse();
        var mailbox = house.mailbox("51234");
        assertThat(mailbox.lockouts().outside().lock()).isEmpty();
        assertThat(mailbox.lockouts().outside().failures()).isOne();
        assertThat(mailbox.pin().version()).isEqualTo(pin.equals(PIN) ? 2 : 3);
    }
}
