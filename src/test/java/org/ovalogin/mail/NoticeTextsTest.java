package org.ovalogin.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    private static final Set<String> KINDS =
            Set.of(
                    "welcome",
                    "reset",
                    "reset-notice",
                    "automatic-reset",
                    "locked",
                    "locked-by-administrator",
                    "changed",
                    "expiring");

    @Test
    void everyKindHasSubjectAndBody() {
        var keys = new TreeSet<>(Set.of("greeting", "mustChange", "lapses", "signature"));
        for (var kind : KINDS) {
            keys.add(kind + ".subject");
            keys.add(kind + ".body");
        }
        assertThat(texts("en").keySet()).isEqualTo(keys);
    }

    @Test
    void gapsAreThoseThatAreFilled() {
        assertThat(gaps("en"))
                .containsEntry("greeting", Set.of("{name}"))
                .containsEntry("lapses", Set.of("{when}"))
                .containsEntry("welcome.body", Set.of("{numbers}", "{extension}", "{pin}"))
                .containsEntry("reset.body", Set.of("{pin}"))
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
