package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.input.Language;

class TryLaterTest {
    private static final String HINT = "custom/new-pin";

    private static void once(House.Plan plan) {
        plan.logonFailures = 1;
    }

    private static House house(boolean selfService, String hint) {
        return House.withOwner(
                plan -> {
                    once(plan);
                    plan.selfService = selfService;
                    plan.dialPlan =
                            draft ->
                                    draft.selfServiceHint =
                                            Optional.of(hint).filter(h -> !h.isEmpty());
                });
    }

    private static String last(ScriptedLine line) {
        assertThat(line.told()).isEqualTo("OVA_NEXT=hangup OVA_RESULT=FAILED");
        return line.heard().replaceFirst(".* enter-pin ", "");
    }

    @ParameterizedTest
    @CsvSource({
        "false, '',             '', try-later",
        "true,  '',             '', self-service try-later",
        "true,  custom/new-pin, custom/new-pin, <custom/new-pin> try-later",
        "false, custom/new-pin, custom/new-pin, <custom/new-pin> try-later",
        "true,  custom/new-pin, '', <custom/new-pin>? self-service try-later",
        "false, custom/new-pin, '', <custom/new-pin>? try-later",
    })
    void namesSelfServiceWhereItIsOn(boolean on, String hint, String file, String heard) {
        var house = house(on, hint).withFiles(file);
        assertThat(last(house.phone().dials("51234 " + WRONG_PIN + "#"))).isEqualTo(heard);
    }

    @Test
    void aKeySkipsNoMoreThanOnePromptOfTheLastTwo() {
        var line = house(true, "").phone().dials("51234 " + WRONG_PIN + "# [self-service]9");
        assertThat(last(line)).isEqualTo("self-service... try-later");
    }

    @Test
    void theOwnPhoneHearsTheSame() {
        var house = house(true, "");
        assertThat(last(house.desk("51234").dials(WRONG_PIN + "#")))
                .isEqualTo("self-service try-later");
    }

    /// All kinds of refusal, from a phone elsewhere; the mailboxes differ in language, address,
    /// policy's lock and all that a mailbox can be.
    @ParameterizedTest
    @CsvSource({"false, ''", "true, ''", "true, custom/new-pin"})
    void everybodyHearsTheSameWhateverTheMailbox(boolean on, String hint) {
        var house =
                House.withOwner(
                                plan -> {
                                    once(plan);
                                    plan.selfService = on;
                                    plan.dialPlan =
                                            draft ->
                                                    draft.selfServiceHint =
                                                            Optional.of(hint)
                                                                    .filter(h -> !h.isEmpty());
                                    plan.policy =
                                            policy -> {
                                                policy.logonFailuresBeforePinReset =
                                                        OptionalInt.empty();
                                                policy.maxLogonAttempts = 2;
                                                policy.lockoutDuration =
                                                        Optional.of(Duration.ofMinutes(30));
                                            };
                                })
                        .withFiles(HINT);
        house.owner("51235", PIN, Optional.of(Language.DE));
        for (var extension : List.of("51236", "51237", "51238", "51239"))
            house.owner(extension, PIN);
        house.lock("51236");
        for (var time = 0; time < 2; time++) house.opens("51237", WRONG_PIN);
        house.disable("51238");
        var lapsed = house.reset("51239", true);
        house.later(Duration.ofDays(7).plusMinutes(1));
        for (var time = 0; time < 2; time++) house.opens("51237", WRONG_PIN);

        var heard = new LinkedHashMap<String, String>();
        var refused =
                Stream.of(
                        Map.entry("51234", WRONG_PIN),
                        Map.entry("51235", WRONG_PIN),
                        Map.entry("51236", PIN),
                        Map.entry("51237", PIN),
                        Map.entry("51238", PIN),
                        Map.entry("51239", lapsed),
                        Map.entry("59999", PIN));
        refused.forEach(
                e -> {
                    var line =
                            house.phone()
                                    .speaking("fr")
                                    .dials(e.getKey() + " " + e.getValue() + "#");
                    assertThat(line.heard()).isEqualTo(line.heardIn(Language.FR));
                    heard.put(e.getKey(), line.heard());
                });
        assertThat(house.signIns("51237").getFirst()).isEqualTo("Locked");
        assertThat(house.signIns("51239").getFirst()).isEqualTo("Lapsed");
        assertThat(heard.values().stream().distinct()).hasSize(1);
        assertThat(heard.get("51234")).endsWith(" try-later");
    }
}
