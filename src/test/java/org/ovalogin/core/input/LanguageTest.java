package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {
    @ParameterizedTest
    @CsvSource({
        "en, EN",
        "EN, EN",
        "en-US, EN",
        "en_AU, EN",
        "en-GB, EN_GB",
        "en_GB, EN_GB",
        "en-gb, EN_GB",
        "EN_gb, EN_GB",
        "en-GB-oxendict, EN_GB",
        "en-GBX, EN",
        "fr-CA, FR",
        "fr_CA, FR",
        "de, DE"
    })
    void aTagIsTheLanguageThatSaysMostAboutIt(String tag, Language language) {
        assertThat(Language.of(tag)).contains(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e", "eng", "english", "nl", "gb", "-GB", "en.GB"})
    void otherTagsAreNoLanguage(String tag) {
        assertThat(Language.of(tag)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void isReadFromItsCodeAndItsFolder(Language language) {
        assertThat(Language.of(language.code())).contains(language);
        assertThat(Language.of(language.folder())).contains(language);
        assertThat(language.locale().toLanguageTag()).isEqualTo(language.code());
    }

    @Test
    void britishEnglishInheritsFromEnglish() {
        assertThat(Language.EN_GB.lineage()).containsExactly(Language.EN_GB, Language.EN);
        assertThat(Language.EN_GB.code()).isEqualTo("en-GB");
        assertThat(Language.EN_GB.folder()).isEqualTo("en_GB");
    }

    @Test
    void othersInheritFromNone() {
        assertThat(Arrays.stream(Language.values()).filter(l -> l != Language.EN_GB))
                .allSatisfy(language -> assertThat(language.lineage()).containsExactly(language));
    }

    @ParameterizedTest
    @CsvSource({
        "EN, en, true",
        "EN, en_US, true",
        "EN, en_GB, false",
        "EN, en-US, false",
        "EN_GB, en_GB, true",
        "EN_GB, en_GB_x, true",
        "EN_GB, en_gb, false",
        "EN_GB, en-GB, false",
        "EN_GB, en, false",
        "FR, fr_CA, true",
        "FR, fr-CA, false",
        "FR, FR, false",
        "FR, de, false"
    })
    void isPlayedWhereAsteriskFindsItsFolder(Language language, String channel, boolean played) {
        assertThat(language.isPlayedIn(channel)).isEqualTo(played);
    }

    @Test
    void listsAllForMessages() {
        assertThat(Language.tags()).isEqualTo("en, en-GB, fr, de, es or it");
    }
}
