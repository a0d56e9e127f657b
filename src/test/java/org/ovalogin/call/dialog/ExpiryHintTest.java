package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ovalogin.call.dialog.House.NEW_PIN;
import static org.ovalogin.call.dialog.House.PIN;
import static org.ovalogin.call.dialog.House.WRONG_PIN;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;
import org.ovalogin.core.pin.PinPolicy;

/// A house opens at 8 o'clock UTC on 2 March. Its owner's PIN expires at 8 o'clock on 1 May, and
/// the warning begins a week before.
class ExpiryHintTest {
    private static final String ASKED = "welcome enter-extension enter-pin greeting";
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final String TWICE = NEW_PIN + "# " + NEW_PIN + "# ";

    private House house = House.withOwner();

    private ScriptedLine dial(String script) {
        return house.phone().dials("51234 " + PIN + "# " + script);
    }

    private void assertHint(String hint) {
        var between = hint.isEmpty() ? " " : " " + hint + " ";
        assertThat(dial("*").heard()).isEqualTo(ASKED + between + "main-menu goodbye");
    }

    private static House with(Consumer<PinPolicy.Draft> policy) {
        return House.withOwner(plan -> plan.policy = policy);
    }

    @Nested
    class Days {
        @ParameterizedTest
        @CsvSource({"53, 7", "54, 6", "57, 3", "58, 2"})
        void areCounted(int day, int left) {
            house.later(Duration.ofDays(day));
            assertHint("pin-expires-in(" + left + ")");
        }

        @Test
        void areTomorrowAndToday() {
            house.later(Duration.ofDays(59));
            assertHint("pin-expires-tomorrow");
            house.later(Duration.ofHours(23));
            assertHint("pin-expires-today");
        }

        @Test
        void areAtMostSixty() {
            house =
                    with(
                            policy -> {
                                policy.pinLifetime = Optional.of(Duration.ofDays(61));
                                policy.pinExpiryWarning = Duration.ofDays(60);
                            });
            house.later(A_DAY);
            assertHint("pin-expires-in(60)");
        }

        @Test
        void beginAtMidnightInTheServersZone() {
            house = House.withOwner(plan -> plan.zone = ZoneId.of("Pacific/Auckland"));
            house.later(Duration.ofDays(58).plusHours(4).minusMillis(1)); // until 29 April, 24:00
            assertHint("pin-expires-in(2)");
            house.later(Duration.ofMillis(1));
            assertHint("pin-expires-tomorrow");
        }

        @Test
        void areThoseOfTheDialPlansZone() {
            house =
                    House.withOwner(
                            plan ->
                                    plan.dialPlan =
                                            draft ->
                                                    draft.timeZone =
                                                            Optional.of(
                                                                    new TimeZone(
                                                                            "Pacific/Auckland")));
            house.later(Duration.ofDays(58).plusHours(4));
            assertHint("pin-expires-tomorrow");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "EN | Your PIN expires in twenty-one days. To change it now, press 3.",
                    "FR | Votre code confidentiel expire dans vingt et un jours. Pour le changer maintenant, tapez 3.",
                    "DE | Ihre PIN läuft in einundzwanzig Tagen ab. Um sie jetzt zu ändern, drücken Sie 3.",
                    "ES | Su PIN caduca dentro de veintiún días. Para cambiarlo ahora, pulse 3.",
                    "IT | Il suo PIN scade tra ventuno giorni. Per cambiarlo ora, prema 3."
                })
        void areSpokenInEveryLanguage(Language language, String text) {
            assertThat(House.catalogue().text(Prompt.PIN_EXPIRES_IN.with(21), language))
                    .isEqualTo(text);
        }
    }

    @Nested
    class IsHeard {
        @Test
        void onceADay() {
            house.later(Duration.ofDays(55));
            assertHint("pin-expires-in(5)");
            assertHint("");
            house.later(Duration.ofHours(16).minusMillis(1));
            assertHint("");
            house.later(Duration.ofMillis(1));
            assertHint("pin-expires-in(4)");
            assertHint("");
        }

        @Test
        void againByACallerWhoHungUpDuringIt() {
            house.later(Duration.ofDays(55));
            assertThat(dial("[pin-expires-in]!").told()).isEmpty();
            assertHint("pin-expires-in(5)");
        }

        @Test
        void againByACallerWhoDidNotListen() {
            house.later(Duration.ofDays(55));
            assertThat(dial("[greeting]*").heard()).isEqualTo(ASKED + "... goodbye");
            assertHint("pin-expires-in(5)");
        }

        @Test
        void notAgainByACallerWhoCutIt() {
            house.later(Duration.ofDays(55));
            assertThat(dial("[pin-expires-in]1").told()).contains("OVA_NEXT=voicemail");
            assertHint("");
        }

        @Test
        void anewOfANewPinOnTheSameDay() {
            house = with(policy -> policy.pinLifetime = Optional.of(Duration.ofDays(5)));
            assertHint("pin-expires-in(5)");
            assertHint("");
            house.choose("51234", NEW_PIN);
            assertThat(house.phone().dials("51234 " + NEW_PIN + "# *").heard())
                    .isEqualTo(ASKED + " pin-expires-in(5) main-menu goodbye");
        }

        @Test
        void notWhileThePinIsTooYoungToBeChanged() {
            house =
                    with(
                            policy -> {
                                policy.pinExpiryWarning = Duration.ofDays(60);
                                policy.minPinAge = A_DAY;
                            });
            assertHint("");
            house.later(A_DAY);
            assertHint("pin-expires-in(59)");
        }

        @Test
        void notWherePinsDoNotExpire() {
            house = with(policy -> policy.pinLifetime = Optional.empty());
            house.later(Duration.ofDays(700));
            assertHint("");
        }

        @Test
        void notAfterAVoiceMail() {
            house.later(Duration.ofDays(55));
            var phone = house.phone();
            var token = phone.dials("51234 " + PIN + "# [greeting]1").variable("OVA_SESSION");
            var back = phone.asking("dialplan=" + house.dialPlan() + "&session=" + token);
            assertThat(back.dials("3 *").heard())
                    .isEqualTo("main-menu choice-invalid main-menu goodbye");
        }
    }

    @Nested
    class KeyThree {
        @ParameterizedTest
        @CsvSource({"[pin-expires-in]3, ...", "3, ' main-menu'"})
        void changesThePin(String key, String heard) {
            house.later(Duration.ofDays(55));
            var line = dial(key + " " + TWICE + "*");
            assertThat(line.heard())
                    .startsWith(ASKED + " pin-expires-in")
                    .endsWith(heard + " new-pin(6) new-pin-again pin-changed main-menu goodbye");
            assertThat(line.told()).endsWith("OVA_NEXT=hangup OVA_RESULT=SUCCESS");
            assertThat(house.opens("51234", NEW_PIN)).isTrue();
        }

        @Test
        void staysInTheMenuUntilThePinIsChanged() {
            house.later(Duration.ofDays(55));
            var line = dial("6 * 3 * 3 " + TWICE + "3 *");
            assertThat(line.heard())
                    .isEqualTo(
                            ASKED
                                    + " pin-expires-in(5) main-menu personal-options main-menu new-pin(6) main-menu"
                                    + " new-pin(6) new-pin-again pin-changed main-menu choice-invalid main-menu goodbye");
        }

        @Test
        void isNoChoiceWithoutTheHint() {
            assertThat(dial("3 *").heard())
                    .isEqualTo(ASKED + " main-menu choice-invalid main-menu goodbye");
        }

        @Test
        void typedAheadIsNoChoice() {
            house.later(Duration.ofDays(55));
            assertThat(dial("[greeting]3 *").heard())
                    .isEqualTo(ASKED + "... choice-invalid main-menu goodbye");
        }

        @Test
        void keepsTheRules() {
            house.later(Duration.ofDays(55));
            assertThat(dial("3 " + "345678# ".repeat(5)).heard())
                    .endsWith("new-pin(6)" + " pin-sequential".repeat(5) + " goodbye");
        }

        @Test
        void asksForThePinOfACallerWithoutOne() {
            house = with(policy -> policy.allowPinlessVoiceMailAccess = true);
            house.allowPinless("51234");
            house.later(Duration.ofDays(55));
            var line = house.desk("51234").dials("3 " + PIN + "# " + TWICE + "*");
            assertThat(line.heard())
                    .isEqualTo(
                            "welcome greeting pin-expires-in(5) main-menu enter-pin new-pin(6) new-pin-again"
                                    + " pin-changed main-menu goodbye");
            assertThat(house.opens("51234", NEW_PIN)).isTrue();
        }

        @Test
        void doesNotChangeThePinOfACallerWhoDoesNotKnowIt() {
            house = with(policy -> policy.allowPinlessVoiceMailAccess = true);
            house.allowPinless("51234");
            house.later(Duration.ofDays(55));
            var line = house.desk("51234").dials("3 " + WRONG_PIN + "# * *");
            assertThat(line.heard()).doesNotContain("new-pin");
            assertThat(house.opens("51234", PIN)).isTrue();
        }
    }
}
