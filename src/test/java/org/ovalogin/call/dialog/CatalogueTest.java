package org.ovalogin.call.dialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ovalogin.core.input.Language;

class CatalogueTest {
    private static final SpokenTime TUESDAY =
            new SpokenTime(LocalDateTime.of(2026, 3, 3, 14, 30), LocalDate.of(2026, 3, 5));

    private final Catalogue catalogue = new Catalogue();

    @Nested
    class InEveryLanguage {
        @ParameterizedTest
        @EnumSource
        void everyPromptHasWords(Language language) {
            for (var prompt : Prompt.values()) {
                assertThat(catalogue.text(filled(prompt), language))
                        .as("%s in %s", prompt.id(), language)
                        .containsPattern("\\p{L}{2}")
                        .doesNotContain("{", "}", "  ")
                        .isEqualTo(catalogue.text(filled(prompt), language).strip());
            }
        }

        @ParameterizedTest
        @EnumSource
        void everySentenceEndsInAFullStop(Language language) {
            for (var prompt : Prompt.values()) {
                if (prompt != Prompt.MORE_THAN_TWENTY)
                    assertThat(catalogue.text(filled(prompt), language)).endsWith(".");
            }
        }

        @ParameterizedTest
        @EnumSource
        void everySoundIsARecordingOfItsText(Language language) throws IOException {
            for (var sound : catalogue.sounds(language).entrySet()) {
                var file = folder(language).resolve(sound.getKey() + ".wav");
                assertThat(file)
                        .as("%s says: %s", sound.getKey(), sound.getValue())
                        .isRegularFile();
                var recording = Recording.of(file);
                assertThat(recording.format()).as("%s", file).isEqualTo(Recording.TELEPHONE);
                assertThat(recording.seconds()).as("length of %s", file).isBetween(0.15, 20.0);
                assertThat(recording.text())
                        .as("text of %s; after a change run src/main/python/prompt_sounds.py", file)
                        .isEqualTo(sound.getValue());
            }
        }

        @ParameterizedTest
        @EnumSource
        void theFolderHoldsNothingElse(Language language) throws IOException {
            try (var files = Files.list(folder(language))) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .containsExactlyInAnyOrderElementsOf(
                                catalogue.sounds(language).keySet().stream()
                                        .map(sound -> sound + ".wav")
                                        .toList());
            }
        }

        @ParameterizedTest
        @EnumSource
        void everySoundOfASayingExists(Language language) {
            var known = catalogue.sounds(language).keySet();
            for (var prompt : Prompt.values()) {
                assertThat(known).containsAll(catalogue.sounds(filled(prompt), language));
            }
        }

        @ParameterizedTest
        @EnumSource
        void everyNumberHasItsOwnWord(Language language) {
            var texts = new TreeSet<String>();
            for (var number = 0; number <= Prompt.HIGHEST_NUMBER + 1; number++) {
                texts.add(catalogue.text(Prompt.PIN_TOO_SHORT.with(number), language));
            }
            assertThat(texts).hasSize(Prompt.HIGHEST_NUMBER + 2);
        }

        @ParameterizedTest
        @EnumSource
        void menusNameEveryKeyThereIs(Language language) {
            assertThat(catalogue.text(Prompt.MAIN_MENU.saying(), language)).contains("1", "6", "0");
            assertThat(catalogue.text(Prompt.PERSONAL_OPTIONS.saying(), language))
                    .contains("2", "3", "0");
        }

        private static Path folder(Language language) {
            return Path.of("asterisk-config", "sounds", language.folder(), "ova");
        }
    }

    @Nested
    class InheritedTexts {
        @Test
        void areTheParentsWhereTheLanguageHasNone() {
            assertThat(catalogue.text(Prompt.GOODBYE.saying(), Language.EN_GB))
                    .isEqualTo(catalogue.text(Prompt.GOODBYE.saying(), Language.EN));
            assertThat(catalogue.sounds(Language.EN_GB))
                    .containsOnlyKeys(catalogue.sounds(Language.EN).keySet());
        }

        @Test
        void giveWayToTheLanguagesOwn() {
            assertThat(catalogue.text(Prompt.NEW_PIN.with(6), Language.EN_GB)).contains("hash");
        }

        @Test
        void orderADateAsTheCountryDoes() {
            var longAgo = new SpokenTime(TUESDAY.at(), LocalDate.of(2026, 5, 1));
            var saying = Prompt.FAILED_ATTEMPT_UNKNOWN.with(longAgo);
            assertThat(catalogue.text(saying, Language.EN)).contains("Tuesday March third at two");
            assertThat(catalogue.text(saying, Language.EN_GB))
                    .contains("Tuesday the third of March at two");
        }

        /// A line that repeats its parent's would miss the parent's next change.
        @Test
        void areNotRepeated() throws IOException {
            assertThat(lines("en_GB"))
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(lines("en"))
                    .extracting(line -> line.replaceFirst("=.*", ""))
                    .doesNotHaveDuplicates();
        }

        /// British phones have a hash key, American ones a pound key.
        @Test
        void nameTheKeyAsTheCountryDoes() {
            var american = catalogue.sounds(Language.EN);
            catalogue
                    .sounds(Language.EN_GB)
                    .forEach(
                            (sound, text) -> {
                                assertThat(text).as(sound).doesNotContain("pound");
                                assertThat(text.contains("hash"))
                                        .as(sound)
                                        .isEqualTo(
                                                american.getOrDefault(sound, "").contains("pound"));
                            });
        }

        private static List<String> lines(String language) throws IOException {
            var prompts =
                    Path.of(
                            "src",
                            "main",
                            "resources",
                            "org",
                            "ovalogin",
                            "call",
                            "dialog",
                            "prompts");
            return Files.readAllLines(prompts.resolve(language + ".properties")).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }

    @Nested
    class AGap {
        @Test
        void isFilledWithANumber() {
            var saying = Prompt.PIN_TOO_SHORT.with(6);
            assertThat(catalogue.text(saying, Language.EN))
                    .isEqualTo("That PIN is too short. It needs at least six digits.");
            assertThat(catalogue.sounds(saying, Language.EN))
                    .containsExactly("pin-too-short-1", "number-6", "pin-too-short-2");
        }

        @Test
        void isFilledWithDigitsOneByOne() {
            var saying = Prompt.MAILBOX.with("51034");
            assertThat(catalogue.text(saying, Language.DE))
                    .isEqualTo("Mailbox fünf eins null drei vier.");
            assertThat(catalogue.sounds(saying, Language.DE))
                    .containsExactly(
                            "mailbox-1",
                            "number-5",
                            "number-1",
                            "number-0",
                            "number-3",
                            "number-4");
        }

        @Test
        void withoutWordsAfterItHasNoSoundThere() {
            assertThat(catalogue.sounds(Language.FR))
                    .containsEntry("mailbox-1", "Poste")
                    .doesNotContainKeys("mailbox", "mailbox-2");
        }

        @Test
        void withWordsOnBothSidesIsTwoSounds() {
            assertThat(catalogue.sounds(Language.ES))
                    .containsEntry("pin-too-short-2", "dígitos.")
                    .containsKey("pin-too-short-1")
                    .doesNotContainKey("pin-too-short");
        }

        @Test
        void withoutWordsBeforeItHasNoSoundThere() {
            assertThat(catalogue.sounds(Language.FR))
                    .containsEntry("new-messages-2", "nouveaux messages.")
                    .doesNotContainKeys("new-messages", "new-messages-1");
        }

        @ParameterizedTest
        @CsvSource({"0,number-0", "24,number-24", "60,number-60", "61,more-than-twenty"})
        void takesTheSoundOfItsNumber(int number, String sound) {
            assertThat(catalogue.sounds(Prompt.PIN_TOO_SHORT.with(number), Language.ES))
                    .containsExactly("pin-too-short-1", sound, "pin-too-short-2");
        }

        @ParameterizedTest
        @CsvSource({"0,number-0", "20,number-20", "21,more-than-twenty", "61,more-than-twenty"})
        void countsNoFurtherThanTwenty(int number, String sound) {
            assertThat(catalogue.sounds(Prompt.FAILED_ATTEMPTS_SINCE.with(number), Language.ES))
                    .containsExactly(sound, "failed-attempts-since-2");
        }

        @Test
        void takesMoreThanTwentyForHighNumbers() {
            assertThat(catalogue.text(Prompt.FAILED_ATTEMPTS_SINCE.with(999), Language.EN))
                    .isEqualTo("more than twenty failed attempts since last time.");
        }

        @Test
        void isOneOfSeveral() {
            var saying = Prompt.FAILED_ATTEMPT.with(TUESDAY, new Saying.Figures("07"));
            assertThat(catalogue.text(saying, Language.EN))
                    .isEqualTo("Failed attempt Tuesday at two thirty p.m. from zero seven.");
            assertThat(catalogue.sounds(saying, Language.EN))
                    .containsExactly(
                            "failed-attempt-1",
                            "weekday-2",
                            "hour-2",
                            "minute-30",
                            "pm",
                            "failed-attempt-2",
                            "number-0",
                            "number-7");
        }

        @Test
        void takesNoOtherKindOfValue() {
            assertThatThrownBy(
                            () ->
                                    catalogue.sounds(
                                            Prompt.SIGNED_IN.with(
                                                    new Saying.Figures("07"), TUESDAY),
                                            Language.EN))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("{time}")
                    .message()
                    .doesNotContain("07");
        }

        @Test
        void leftOpenIsAnError() {
            assertThatThrownBy(() -> catalogue.sounds(Prompt.NEW_PIN.saying(), Language.EN))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> catalogue.text(Prompt.MAILBOX.saying(), Language.EN))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aWholePromptIsOneSound() {
        assertThat(catalogue.sounds(Prompt.ENTER_PIN.saying(), Language.IT))
                .containsExactly("enter-pin");
        assertThat(catalogue.text(Prompt.ENTER_PIN.saying(), Language.EN))
                .isEqualTo("Enter your PIN, then pound.");
    }

    @Test
    void theOrderIsThatOfThePrompts() {
        var sounds = catalogue.sounds(Language.EN).keySet().stream().toList();
        assertThat(sounds)
                .startsWith("welcome", "goodbye")
                .endsWith("am", "pm", "midnight", "noon");
    }

    private static Saying filled(Prompt prompt) {
        return prompt.with(
                prompt.gaps().stream()
                        .map(
                                gap ->
                                        switch (gap) {
                                            case NUMBER -> new Saying.Count(6);
                                            case DIGITS -> new Saying.Figures("51234");
                                            default -> TUESDAY;
                                        })
                        .toArray(Saying.Value[]::new));
    }
}
