package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.input.Language;

/// An owner who looks for the PIN of a letter is told where it is, on the own phone only.
class PinInEmailTest {
    private static final String OWN = "51234";
    private static final String OTHER = "56666";
    private static final String REFUSED = "pin-incorrect enter-pin-again ";
    private static final String HINT = "pin-in-email";

    private final House house = House.withOwner(plan -> plan.logonFailures = 5);

    PinInEmailTest() {
        house.enable(OTHER, Optional.of(Language.DE));
        house.deliver(Optional.empty());
    }

    private static String wrong(int times) {
        return (WRONG_PIN + "# ").repeat(times);
    }

    private String heardAtTheDesk(String extension) {
        return house.desk(extension).dials(wrong(3) + "* *").heard();
    }

    @Nested
    class IsSaid {
        @Test
        void afterTheThirdRefusalAndOnce() {
            var line = house.desk(OTHER).dials(wrong(4) + "* *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(56666) enter-pin "
                                    + REFUSED.repeat(2)
                                    + "pin-incorrect pin-in-email enter-pin-again "
                                    + "pin-incorrect enter-pin-again enter-extension goodbye");
            assertThat(line.heardIn(Language.DE)).contains(HINT);
        }

        @Test
        void beforeTheLastWordsIfTheThirdRefusalIsTheLast() {
            var usual = House.withOwner();
            usual.reset(OWN, true);
            usual.resetTo(OWN, "owner51234@" + usual.dialPlan() + ".example");
            usual.deliver(Optional.empty());
            var line = usual.desk(OWN).dials(wrong(3));
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(51234) enter-pin "
                                    + REFUSED.repeat(2)
                                    + "pin-in-email try-later");
            assertThat(line.told()).endsWith("OVA_RESULT=FAILED");
        }

        @Test
        void ofAMailboxThatWasLockedMeanwhileToo() {
            var line =
                    house.desk(OTHER)
                            .dials(
                                    wrong(3) + "* *",
                                    new ScriptedLine.Happening(
                                            "enter-pin", () -> house.lock(OTHER)));
            assertThat(line.heard()).contains(HINT);
        }
    }

    @Nested
    class IsNotSaid {
        @Test
        void elsewhere() {
            assertThat(house.phone().dials(OTHER + " " + wrong(3) + "* *").heard())
                    .doesNotContain(HINT);
        }

        @ParameterizedTest
        @ValueSource(strings = {OTHER, "59999"})
        void ofAnotherMailboxThanTheOwn(String keyed) {
            assertThat(house.desk(OWN).dials("* " + keyed + " " + wrong(3) + "* *").heard())
                    .doesNotContain(HINT);
            assertThat(house.desk(OTHER).dials("* " + OWN + " " + wrong(3) + "* *").heard())
                    .doesNotContain(HINT);
        }

        @Test
        void ofAPinOfTheOwnersChoice() {
            assertThat(heardAtTheDesk(OWN)).doesNotContain(HINT);
        }

        @Test
        void ofAPinThatNeedNotBeChanged() {
            house.reset(OTHER, false);
            house.deliver(Optional.empty());
            assertThat(heardAtTheDesk(OTHER)).doesNotContain(HINT);
        }

        @Test
        void ofAPinThatHasLapsed() {
            house.later(Duration.ofDays(7));
            assertThat(heardAtTheDesk(OTHER)).doesNotContain(HINT);
        }

        @Test
        void ofALetterThatWaits() {
            house.resetTo(OTHER, "owner56666@" + house.dialPlan() + ".example");
            assertThat(heardAtTheDesk(OTHER)).doesNotContain(HINT);
            house.deliver(Optional.empty());
            assertThat(heardAtTheDesk(OTHER)).contains(HINT);
        }

        @Test
        void ofALetterThatWasWrittenToAFolder() {
            house.resetTo(OTHER, "owner56666@" + house.dialPlan() + ".example");
            house.deliver(Optional.of("a.eml"));
            assertThat(heardAtTheDesk(OTHER)).doesNotContain(HINT);
        }

        @Test
        void ofALetterToSomebodyElse() {
            house.resetTo(OTHER, "desk@" + house.dialPlan() + ".example");
            house.deliver(Optional.empty());
            assertThat(heardAtTheDesk(OTHER)).doesNotContain(HINT);
        }

        @Test
        void afterTheRightPin() {
            house.reset(OTHER, true);
            var right = house.reset(OTHER, true);
            var line = house.desk(OTHER).dials(wrong(2) + right + "# *");
            assertThat(line.heard()).doesNotContain(HINT).contains("first-time-welcome");
            assertThat(house.desk(OWN).dials(PIN + "# *").heard()).doesNotContain(HINT);
        }
    }
}
