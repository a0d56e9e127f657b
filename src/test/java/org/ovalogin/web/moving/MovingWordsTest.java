package org.ovalogin.web.moving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ovalogin.core.csv.CsvFault;
import org.ovalogin.core.moving.BoxOutcome;
import org.ovalogin.core.moving.OldPinFinding;
import org.ovalogin.core.moving.PinFate;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;

class MovingWordsTest {
    private final PageTexts english = PageTexts.in(PageLanguage.ENGLISH);
    private final PageTexts french = PageTexts.in(PageLanguage.FRENCH);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    an earlier box has the same number         | une boîte précédente a le même numéro
                    another mailbox has its extension 51234    | une autre boîte a son numéro de poste 51234
                    mailbox '…' is not allowed; allowed: 1 to 20 digits | le numéro de poste « … » n’est pas permis ; permis : de 1 à 20 chiffres
                    people.csv:3: no extension, left out       | people.csv:3 : pas de numéro de poste, laissée de côté
                    time zone                                  | fuseau horaire
                    """)
    void areInThePagesLanguage(String said, String inFrench) {
        assertThat(MovingWords.in(french, said)).isEqualTo(inFrench);
        for (var language : PageLanguage.values())
            if (language != PageLanguage.ENGLISH)
                assertThat(MovingWords.in(PageTexts.in(language), said)).isNotEqualTo(said);
    }

    @Test
    void faultsAreThoseOfForms() {
        var said = "language 'xx': allowed: en, en-GB, fr, de, es or it";
        var shown = MovingWords.in(french, said);
        assertThat(shown).contains("xx", "es ou it").isNotEqualTo(said);
        assertThat(
                        MovingWords.in(
                                english, "'a@b' is not an e-mail address such as tony@contoso.com"))
                .contains("a@b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "something new", "⁂①", "\\Q(.*)\\E", "'"})
    void anythingElseStays(String said) {
        assertThat(MovingWords.in(french, said)).isEqualTo(said);
    }

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void everyKindFindingAndFateHasItsWords(PageLanguage language) {
        var texts = PageTexts.in(language);
        for (var kind : BoxOutcome.Kind.values())
            assertThat(texts.has("upload.kind." + kind)).isTrue();
        for (var finding : OldPinFinding.values())
            assertThat(texts.has("upload.finding." + finding)).isTrue();
        for (var fate : PinFate.values()) assertThat(texts.has("upload.fate." + fate)).isTrue();
        for (var fault : CsvFault.Kind.values())
            assertThat(texts.has("upload.fault." + fault)).isTrue();
        assertThat(List.of("LARGE", "TEXT", "LATE")).allMatch(f -> texts.has("upload.fault." + f));
    }
}
