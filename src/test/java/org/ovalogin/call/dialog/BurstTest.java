package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A burst of PINs in one stream of tones is a known attack. A stream has no second without a key,
/// so it buys one comparison, however long it is.
class BurstTest {
    private final House house = House.withOwner();

    private static String pins(int number) {
        var burst = new StringBuilder();
        for (var pin = 703600; pin < 703600 + number; pin++) burst.append(pin).append('#');
        return burst.toString();
    }

    private long compared() {
        return house.signIns("51234").stream().filter("WrongPin"::equals).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8, 9})
    void outsideBuysOneComparison(int number) {
        house.phone().dialsAsFarAs("[welcome]51234#" + pins(number) + " * *");
        assertThat(compared()).isOne();
    }

    @Test
    void endsTheCallIfItDoesNotStop() {
        var line = house.phone().dialsAsFarAs("[welcome]51234#" + pins(100));
        assertThat(line.heard()).endsWith("login-incorrect... goodbye...");
        assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=CANCELLED");
        assertThat(compared()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[enter-pin]", "703615# [login-incorrect]"})
    void beginsAnywhereAndBuysOne(String moment) {
        house.phone().dialsAsFarAs("51234 " + moment + pins(20));
        assertThat(compared()).isOne();
    }

    @Test
    void afterASecondWithoutAKeyIsAnEntryApart() {
        house.phone().dialsAsFarAs("51234 703615# [enter-pin-again]" + pins(20));
        assertThat(compared()).isEqualTo(2);
    }

    @Test
    void threeOfThemWithPausesBuyThree() {
        var line =
                house.phone()
                        .dials(
                                "51234 [enter-pin]%1$s [enter-pin-again]%1$s [enter-pin-again]703600#"
                                        .formatted(pins(5)));
        assertThat(line.heard())
                .isEqualTo(
                        "welcome enter-extension enter-pin... login-incorrect... enter-pin-again..."
                                + " login-incorrect... enter-pin-again... try-later");
        assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=FAILED");
        assertThat(compared()).isEqualTo(3);
    }

    @Test
    void keysWithLessThanASecondBetweenThemAreOneBurst() {
        var line = house.phone().dials("51234 703615# " + "~7 ".repeat(63) + "527148# *");
        assertThat(line.told()).endsWith("OVA_RESULT=SUCCESS");
        assertThat(house.signIns("51234")).containsExactly("Success", "WrongPin");
        var longer = house.phone().dials("51234 703615# " + "~7 ".repeat(64).strip());
        assertThat(longer.told()).endsWith("OVA_RESULT=CANCELLED");
    }

    /// Random keys without a pause: digits, stars, pounds, whole PINs and extensions.
    @Test
    void ofRandomKeysBuysOneComparisonAtMost() {
        var random = new Random(20261129);
        var pieces =
                List.of("51234", "59999", WRONG_PIN, "#", "#", "##", "*", "7", "0", "703#", "9#");
        var refused = 0;
        for (var call = 0; call < 300; call++) {
            var burst = new StringBuilder("[welcome]");
            while (burst.length() < 150) burst.append(pieces.get(random.nextInt(pieces.size())));
            var line = house.phone().dialsAsFarAs(burst.toString());
            // a second # cuts a refusal, which is then said again
            var refusals =
                    line.heard()
                            .replace("login-incorrect... login-incorrect", "login-incorrect")
                            .split("login-incorrect|try-later", -1);
            assertThat(refusals.length - 1).as(burst + ": " + line.heard()).isLessThan(2);
            refused += refusals.length - 1;
        }
        assertThat(refused).isGreaterThan(30);
    }
}
