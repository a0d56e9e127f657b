package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.call.dialog.ScriptedLine.Wait;
import org.ovalogin.core.mailbox.DialPlan;

/// A dial plan with extensions of 3 to 5 digits.
class ExtensionLengthsTest {
    private static final String ASKED = "welcome enter-extension-pound ";

    private static House house(String... extensions) {
        return house(_ -> {}, extensions);
    }

    private static House house(Consumer<DialPlan.Draft> changes, String... extensions) {
        var house =
                new House(
                        plan ->
                                plan.dialPlan =
                                        draft -> {
                                            draft.minNumberOfDigitsInExtension = OptionalInt.of(3);
                                            changes.accept(draft);
                                        });
        for (var extension : extensions) house.owner(extension, PIN);
        return house;
    }

    private static String in(String extension) {
        return "OVA_MAILBOX=" + extension + "@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";
    }

    @Nested
    class EndOfAnEntry {
        @Test
        void poundEndsAShortExtension() {
            var line = house("512").phone().dials("512# 527148# *");
            assertThat(line.heard()).isEqualTo(ASKED + "enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(in("512"));
        }

        @Test
        void aPauseEndsAShortExtension() {
            var line = house("512").phone().dials("512_ 527148# *");
            assertThat(line.heard()).isEqualTo(ASKED + "enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(in("512"));
        }

        @Test
        void theLongestLengthEndsTheEntryAtOnceAndItsPoundIsSwallowed() {
            var line = house("51234").phone().dials("51234 # 527148# *");
            assertThat(line.heard()).isEqualTo(ASKED + "enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(in("51234"));
        }

        @Test
        void starErasesAndTheShortExtensionAfterItNeedsItsOwnEnd() {
            var line = house("512").phone().dials("5199*512# 527148# *");
            assertThat(line.told()).isEqualTo(in("512"));
        }

        @Test
        void starLeadsBackToTheQuestion() {
            var line = house("512").phone().dials("512# * *");
            assertThat(line.heard()).isEqualTo(ASKED + "enter-pin enter-extension-pound goodbye");
            assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=CANCELLED");
        }
    }

    /// Else a caller could tell which extensions exist.
    @Nested
    class NeverEndsEarly {
        @ParameterizedTest
        @ValueSource(strings = {"512", "5123", "51234", "999"})
        void whateverExtensionsExistTheLineWaitsForAsManyKeysAndAsLong(String existing) {
            var line = house(existing).phone().dials("512_ *");
            assertThat(line.waits()).containsExactly(new Wait(4, Duration.ofSeconds(3)));
        }

        @Test
        void keysAfterAnExtensionThatNoLongerOneContinuesBelongToTheSameEntry() {
            var line = house("512").phone().dials("51299 527148# * *");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "enter-pin login-incorrect enter-pin-again enter-extension-pound goodbye");
        }
    }

    @Nested
    class TypedAhead {
        @Test
        void aShortExtensionWithItsPoundAndThePin() {
            var line = house("512").owner("513", "135790").phone().dials("[welcome]513#135790#*");
            assertThat(line.heard()).isEqualTo("welcome... enter-pin... greeting... goodbye");
            assertThat(line.told()).isEqualTo(in("513"));
        }

        @Test
        void theLongestExtensionNeedsNoPound() {
            var line = house("51234").phone().dials("[welcome]51234527148#*");
            assertThat(line.told()).isEqualTo(in("51234"));
        }

        @Test
        void withoutPoundThePinsFirstKeysBelongToTheExtension() {
            var line = house("512").phone().dialsAsFarAs("[welcome]512527148#");
            assertThat(line.heard()).startsWith("welcome... enter-pin... login-incorrect");
            assertThat(line.told()).isEmpty();
        }

        @Test
        void thePauseEndsWhatWasTypedAhead() {
            var line = house("512").phone().dials("[welcome]512 _ 527148# *");
            assertThat(line.told()).isEqualTo(in("512"));
        }
    }

    @Nested
    class WrongLength {
        @ParameterizedTest
        @CsvSource({"51#", "51_", "5#", "5_"})
        void tooShortIsAnInputFailure(String typed) {
            var line = house("512").phone().dials(typed + " 512# 527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "extension-invalid enter-extension-pound enter-pin greeting main-menu goodbye");
            assertThat(line.told()).isEqualTo(in("512"));
        }

        @Test
        void theSecondFailureExplainsThePoundToo() {
            var line = house("512").phone().dials("51# 51# *");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + "extension-invalid enter-extension-pound extension-invalid help-extension-pound goodbye");
        }
    }

    @Nested
    class Unknown {
        @ParameterizedTest
        @ValueSource(strings = {"512#", "5123#", "51234"})
        void anUnknownExtensionOfEachLengthIsRefusedLikeAWrongPin(String typed) {
            var script = String.join(" ", Collections.nCopies(3, typed + " 703615#"));
            var unknown = house("777").phone().dials(script);
            var known = house("512", "5123", "51234").phone().dials(script);
            assertThat(unknown.heard()).isEqualTo(known.heard()).endsWith("try-later");
            assertThat(unknown.told()).isEqualTo(known.told());
            assertThat(unknown.waits()).isEqualTo(known.waits());
        }
    }

    @Nested
    class Operator {
        private final House house =
                house(draft -> draft.operatorExtension = Optional.of("6000"), "512");

        @ParameterizedTest
        @ValueSource(strings = {"0#", "0_"})
        void zeroAloneReachesTheOperator(String typed) {
            var line = house.phone().dials(typed);
            assertThat(line.heard())
                    .isEqualTo("welcome enter-extension-pound-or-operator connecting-operator");
        }
    }

    @Nested
    class Pause {
        @Test
        void isTheDialPlans() {
            var house = house(draft -> draft.extensionPause = Optional.of(Duration.ofSeconds(7)));
            assertThat(house.phone().dials("512_ *").waits())
                    .containsExactly(new Wait(4, Duration.ofSeconds(7)));
        }

        @Test
        void isFiveSecondsWhereLengthsDoNotDiffer() {
            var house = House.withOwner();
            assertThat(house.phone().dials("512_ *").waits())
                    .containsExactly(new Wait(4, Duration.ofSeconds(5)));
        }

        @Test
        void ofAPinIsFiveSecondsAllTheSame() {
            var line = house("512").phone().dials("512# 527148_ *");
            assertThat(line.waits()).extracting(Wait::pause).endsWith(Duration.ofSeconds(5));
        }
    }

    @Nested
    class OwnPhone {
        @ParameterizedTest
        @ValueSource(strings = {"512", "5123", "51234"})
        void isRecognisedByEachLength(String extension) {
            var line = house(extension).desk(extension).dials("527148# *");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome mailbox(%s) enter-pin greeting main-menu goodbye"
                                    .formatted(extension));
        }

        @Test
        void isNotAnyNumber() {
            var line = house("512").desk("51").dials("*");
            assertThat(line.heard()).isEqualTo(ASKED + "goodbye");
        }
    }
}
