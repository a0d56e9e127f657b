package org.ovalogin.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedWordsTest {
    private final PageTexts english = PageTexts.in(PageLanguage.ENGLISH);
    private final PageTexts french = PageTexts.in(PageLanguage.FRENCH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    up to 5                           | jusqu’à 5
                    4 to 24                           | de 4 à 24
                    1 to 998, or Unlimited            | de 1 à 998, ou illimité
                    1 to 999 whole days, or Unlimited | de 1 à 999 jours entiers, ou illimité
                    0 to 60 whole days                | de 0 à 60 jours entiers
                    lower than MaxLogonAttempts (15), or Unlimited | moins que MaxLogonAttempts (15), ou illimité
                    a number, or empty                | un nombre, ou rien
                    one of default, sales             | l’une de ces valeurs : default, sales
                    an extension of 5 digits          | un numéro de poste de 5 chiffres
                    an extension of 3 to 5 digits     | un numéro de poste de 3 à 5 chiffres
                    1 to 10 whole seconds, or none    | de 1 à 10 secondes entières, ou rien
                    at most NumberOfDigitsInExtension (5), or none | au plus NumberOfDigitsInExtension (5), ou rien
                    1 to 40 digits                    | de 1 à 40 chiffres
                    en, en-GB, fr, de, es or it       | en, en-GB, fr, de, es ou it
                    """)
    void areInThePagesLanguage(String words, String inFrench) {
        assertThat(AllowedWords.in(french, words)).isEqualTo(inFrench);
        assertThat(AllowedWords.in(english, words)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GERMAN  | bis zu 5  | 1 bis 999 ganze Tage oder unbegrenzt    | eine Durchwahl mit 3 bis 5 Ziffern
                    SPANISH | hasta 5   | de 1 a 999 días enteros, o ilimitado    | una extensión de 3 a 5 dígitos
                    ITALIAN | fino a 5  | da 1 a 999 giorni interi, o illimitato  | un numero interno da 3 a 5 cifre
                    """)
    void areInEachLanguage(PageLanguage language, String upTo, String days, String extension) {
        var texts = PageTexts.in(language);
        assertThat(AllowedWords.in(texts, "up to 5")).isEqualTo(upTo);
        assertThat(AllowedWords.in(texts, "1 to 999 whole days, or Unlimited")).isEqualTo(days);
        assertThat(AllowedWords.in(texts, "an extension of 3 to 5 digits")).isEqualTo(extension);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "default", "road to nowhere", "{0} to {1}", "\\Q1 to 2\\E"})
    void namesStayAsTheyAre(String name) {
        for (var language : PageLanguage.values())
            assertThat(AllowedWords.in(PageTexts.in(language), name)).isEqualTo(name);
    }
}
