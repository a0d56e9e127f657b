package org.ovalogin.core.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.moving.OldPinRules.Treatment;
import org.ovalogin.core.moving.OldPinRules.Weak;
import org.ovalogin.core.pin.PinPolicy;

class PinJudgementTest {
    private static final List<String> EXTENSIONS = List.of("51234", "739164");

    private static OldPinRules rules(Treatment treatment, Weak weak) {
        return new OldPinRules(treatment, weak, Duration.ofDays(60), Optional.empty());
    }

    private static PinJudgement of(String pin, OldPinRules rules, boolean written) {
        var box =
                new Box(
                        "default",
                        EXTENSIONS,
                        new BoxOwner(
                                "Tony", List.of(), List.of(), Optional.empty(), Optional.empty()),
                        OldPin.of(pin.toCharArray()),
                        Set.of(),
                        "voicemail.conf:1");
        return PinJudgement.of(box, EXTENSIONS, PinPolicy.EXCHANGE, rules, written);
    }

    @ParameterizedTest
    @CsvSource({
        "860293,    GOOD,               STAYS,         STAYS",
        "-860293,   GOOD,               STAYS,         STAYS",
        "8602,      TOO_SHORT,          TO_BE_CHANGED, TO_BE_CHANGED",
        "1234,      SEQUENTIAL,         OWN_PHONE,     GENERATED",
        "654321,    SEQUENTIAL,         OWN_PHONE,     GENERATED",
        "7777,      REPEATED,           OWN_PHONE,     GENERATED",
        "1212,      COMMON,             OWN_PHONE,     GENERATED",
        "311299,    COMMON,             OWN_PHONE,     GENERATED",
        "5123467,   CONTAINS_EXTENSION, OWN_PHONE,     GENERATED",
        "9164,      CONTAINS_EXTENSION, OWN_PHONE,     GENERATED",
        "51234,     EQUALS_EXTENSION,   GENERATED,     GENERATED",
        "739164,    EQUALS_EXTENSION,   GENERATED,     GENERATED",
        "'',        EMPTY,              GENERATED,     GENERATED",
        "-,         NO_PIN,             GENERATED,     GENERATED",
        "123,       NO_PIN,             GENERATED,     GENERATED",
        "12ab56,    NO_PIN,             GENERATED,     GENERATED",
        "*860293,   NO_PIN,             GENERATED,     GENERATED",
        "1234567890123456789012345, NO_PIN, GENERATED, GENERATED",
    })
    void eachKindOfPinHasOneFate(
            String pin, OldPinFinding finding, PinFate fate, PinFate whereWeakOnesAreReplaced) {
        assertThat(of(pin, rules(Treatment.KEEP, Weak.OWN_PHONE), true))
                .isEqualTo(new PinJudgement(finding, fate));
        assertThat(of(pin, rules(Treatment.KEEP, Weak.NEW), true))
                .isEqualTo(new PinJudgement(finding, whereWeakOnesAreReplaced));
        assertThat(of(pin, rules(Treatment.NEW, Weak.OWN_PHONE), true).fate())
                .isEqualTo(PinFate.GENERATED);
        assertThat(of(pin, rules(Treatment.NONE, Weak.OWN_PHONE), true).fate())
                .isEqualTo(PinFate.NONE);
    }

    @Test
    void aGeneratedPinNeedsALetter() {
        assertThat(of("51234", rules(Treatment.KEEP, Weak.OWN_PHONE), false).fate())
                .isEqualTo(PinFate.NONE);
        assertThat(of("860293", rules(Treatment.NEW, Weak.OWN_PHONE), false).fate())
                .isEqualTo(PinFate.NONE);
        assertThat(of("860293", rules(Treatment.KEEP, Weak.OWN_PHONE), false).fate())
                .isEqualTo(PinFate.STAYS);
    }
}
