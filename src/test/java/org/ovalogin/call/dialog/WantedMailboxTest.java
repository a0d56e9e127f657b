package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.input.Language;

/// The request names the mailbox, as if the caller had keyed its digits.
class WantedMailboxTest {
    private static final String IN = "welcome enter-pin greeting main-menu goodbye";
    private static final String SUCCESS =
            "OVA_MAILBOX=51234@default OVA_NEXT=hangup OVA_RESULT=SUCCESS";

    private final House house =
            House.withOwner(
                    plan ->
                            plan.policy =
                                    policy -> {
                                        policy.allowPinlessVoiceMailAccess = true;
                                        policy.separateTrustedLockout = true;
                                    });

    private Phone wanting(String digits) {
        return house.phone().asking("dialplan=" + house.dialPlan() + "&mailbox=" + digits);
    }

    private Phone trusted(String number, String digits) {
        return house.phone()
                .calling(number)
                .asking("dialplan=" + house.dialPlan() + "&trusted=yes&mailbox=" + digits);
    }

    @Test
    void isAskedForItsPinAtOnce() {
        var line = wanting("51234").dials(PIN + "# *");
        assertThat(line.heard()).isEqualTo(IN);
        assertThat(line.told()).isEqualTo(SUCCESS);
    }

    @Test
    void thatIsUnknownIsRefusedLikeAWrongPin() {
        var known = wanting("51234").dials(WRONG_PIN + "# ~1 !");
        var unknown = wanting("59999").dials(WRONG_PIN + "# ~1 !");
        assertThat(unknown.heard())
                .isEqualTo(known.heard())
                .startsWith("welcome enter-pin login-incorrect");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "512345", "0"})
    void ofAWrongLengthAsksForTheExtension(String digits) {
        var line = wanting(digits).dials("51234 " + PIN + "# *");
        assertThat(line.heard())
                .isEqualTo("welcome enter-extension enter-pin greeting main-menu goodbye");
        assertThat(line.told()).isEqualTo(SUCCESS);
    }

    @Test
    void starAsksForAnother() {
        assertThat(wanting("59999").dials("* 51234 " + PIN + "# *").heard())
                .isEqualTo(
                        "welcome enter-pin enter-extension enter-pin greeting main-menu goodbye");
    }

    @Test
    void isNotAnnouncedAndNeverOpensWithoutPin() {
        house.allowPinless("51234");
        var line = trusted("51234", "51234").dials(PIN + "# *");
        assertThat(line.heard()).isEqualTo(IN);
    }

    @Test
    void ofItsOwnPhoneIsNotNamedLocked() {
        house.lock("51234");
        assertThat(trusted("51234", "51234").dials(PIN + "# ~1 !").heard())
                .startsWith("welcome enter-pin login-incorrect");
    }

    @Test
    void speaksTheCallsLanguageUntilTheOwnerIsIn() {
        house.owner("56666", PIN, Optional.of(Language.DE));
        var line = trusted("56666", "56666").dials(PIN + "# *");
        assertThat(line.heardIn(Language.EN)).isEqualTo("welcome enter-pin");
        assertThat(line.heardIn(Language.DE)).startsWith("greeting");
    }

    @Test
    void isTrustedOnlyFromAnExtensionOfItsOwn() {
        house.owner("56666", PIN);
        trusted("51234", "51234").dials(WRONG_PIN + "# ~1 !");
        assertFailures("51234", 0, 1);
        wanting("51234").dials(WRONG_PIN + "# ~1 !");
        assertFailures("51234", 1, 1);
        // what the number would be trusted for, had the request not named another's mailbox
        trusted("56666", "51234").dials("* 56666 " + WRONG_PIN + "# ~1 !");
        trusted("56666", "59999").dials("* 56666 " + WRONG_PIN + "# ~1 !");
        trusted("56666", "566").dials("56666 " + WRONG_PIN + "# ~1 !");
        assertFailures("56666", 3, 0);
    }

    private void assertFailures(String extension, int outside, int own) {
        var lockouts = house.mailbox(extension).lockouts();
        assertThat(lockouts.outside().failures()).isEqualTo(outside);
        assertThat(lockouts.trusted().failures()).isEqualTo(own);
    }
}
