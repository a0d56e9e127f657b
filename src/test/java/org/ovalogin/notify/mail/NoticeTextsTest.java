package org.ovalogin.notify.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTextsTest {
    private static final Pattern GAP = Pattern.compile("\\{[^}]*}");
    private static final Set<String> SENTENCES =
            Set.of(
                    "greeting",
                    "greeting-somebody",
                    "must-change",
                    "must-be-changed",
                    "lapses",
                    "lapses-unused",
                    "not-replaced",
                    "not-replaced-somebody",
                    "forgotten",
                    "lock-ends",
                    "unlock",
                    "signature",
                    "by",
                    "by-account",
                    "by-system",
                    "test.subject",
                    "test.body");

    @Test
    void everyTextHasSubjectAndBody() {
        var keys = new TreeSet<>(SENTENCES);
        for (var text : LetterText.values()) {
            keys.add(text.key() + ".subject");
            keys.add(text.key() + ".body");
        }
        assertThat(texts("en").keySet()).isEqualTo(keys);
    }

    @Test
    void gapsAreThoseThatAreFilled() {
        assertThat(gaps("en"))
                .containsEntry("greeting", Set.of("{name}"))
                .containsEntry("lapses", Set.of("{when}"))
                .containsEntry("welcome.body", Set.of("{numbers}", "{extension}", "{pin}"))
                .containsEntry("welcome-without-pin.body", Set.of("{numbers}", "{extension}"))
                .containsEntry(
                        "welcome-for-somebody.body",
                        Set.of("{name}", "{numbers}", "{extension}", "{pin}"))
                .containsEntry("reset.body", Set.of("{pin}"))
                .containsEntry("reset-as-asked.body", Set.of("{pin}"))
                .containsEntry("reset-for-somebody.body", Set.of("{name}", "{extension}", "{pin}"))
                .containsEntry("reset-link.body", Set.of("{link}", "{when}"))
                .containsEntry("lapses-unused", Set.of("{when}"))
                .containsEntry("not-replaced", Set.of("{attempts}"))
                .containsEntry("not-replaced-somebody", Set.of("{attempts}"))
                .containsEntry("forgotten", Set.of("{link}"))
                .containsEntry("lock-ends", Set.of("{until}"))
                .containsEntry("unlock", Set.of("{link}"))
                .containsEntry("by-account", Set.of("{who}"))
                .containsEntry("reset-notice.body", Set.of("{by}", "{when}"))
                .containsEntry("automatic-reset.body", Set.of("{pin}", "{failures}"))
                .containsEntry("locked.body", Set.of("{failures}"))
                .containsEntry("locked-by-administrator.body", Set.of())
                .containsEntry("changed.body", Set.of("{when}"))
                .containsEntry("expiring.body", Set.of("{when}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de", "es", "it"})
    void everyLanguageHasTheSameKeysAndGaps(String language) {
        assertThat(gaps(language)).isEqualTo(gaps("en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr", "de", "es", "it"})
    void noTextIsEmptyAndNoSubjectHasAGap(String language) {
        texts(language)
                .forEach(
                        (key, text) -> {
                            assertThat(text).as(key).isNotBlank().isEqualTo(text.strip());
                            if (key.endsWith(".subject"))
                                assertThat(text).as(key).doesNotContain("{", "\n");
                        });
    }

    /// A language that still has a sentence of another one is not translated.
    @Test
    void noTwoLanguagesSayItInTheSameWords() {
        var languages = List.of("en", "fr", "de", "es", "it");
        for (var key : texts("en").keySet())
            assertThat(languages.stream().map(language -> texts(language).get(key)).distinct())
                    .as(key)
                    .hasSameSizeAs(languages);
    }

    private static Map<String, Set<String>> gaps(String language) {
        return texts(language).entrySet().stream()
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                text ->
                                        GAP.matcher(text.getValue())
                                                .results()
                                                .map(MatchResult::group)
                                                .collect(Collectors.toSet())));
    }

    private static Map<String, String> texts(String language) {
        var file = "notices/" + language + ".properties";
        var properties = new Properties();
        try (var in =
                Objects.requireNonNull(
                        NoticeTextsTest.class.getResourceAsStream(file), "no " + file)) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new TreeMap<String, String>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }
}
