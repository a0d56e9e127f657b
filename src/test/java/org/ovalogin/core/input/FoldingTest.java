package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            José García           | josegarcia
            JOSE\u0301 GARCI\u0301A | josegarcia
            Müller                | muller
            Straße                | strasse
            STRASSE               | strasse
            STRAẞE                | strasse
            Søren Ærø             | sorenaero
            Łukasz Żółć           | lukaszzolc
            Đorđe                 | dorde
            Guðrún Þórsdóttir     | gudrunthorsdottir
            Œuvre                 | oeuvre
            Işık İnci             | isikinci
            Ħal Għargħur          | halgharghur
            O’Connor              | oconnor
            O'Connor              | oconnor
            O´Connor              | oconnor
            O`Connor              | oconnor
            Jean-Pierre           | jeanpierre
            Jean‑Pierre           | jeanpierre
            Jean – Pierre         | jeanpierre
            " Jean\u00A0\u2003Pierre " | jeanpierre
            52 031                | 52031
            52-031                | 52031
            ５２０３１              | 52031
            ٥٢٠٣١                 | 52031
            ﬁne                   | fine
            Ｔｏｎｙ                | tony
            To\u200Bny\u200E      | tony
            \u202EynoT\u202C      | ynot
            To\u00ADny            | tony
            ὈΔΥΣΣΕΎΣ              | οδυσσευσ
            Ὀδυσσεύς              | οδυσσευσ
            Ёлкин                 | елкин
            ИВАН                  | иван
            ガス                   | カス
            שָׁלוֹם                  | שלום
            مُحَمَّد                 | محمد
            """)
    void spellingsOfOneNameAreEqual(String text, String other) {
        assertThat(Folding.field(text)).isEqualTo(Folding.field(other)).isNotEmpty();
        if (other.matches("[a-z0-9]+")) assertThat(Folding.field(text)).isEqualTo(other);
        assertThat(Folding.field(other)).matches("[A-Za-z0-9]+");
    }

    @ParameterizedTest
    @CsvSource({
        "хлеб,плеб",
        "王,玉",
        "α,a",
        "а,a",
        "हिन्दी,हन्द",
        "a.b,ab",
        "a_b,ab",
        "100%,100",
        "ن,ت"
    })
    void otherLettersAndSignsStayApart(String one, String other) {
        assertThat(Folding.field(one)).isNotEqualTo(Folding.field(other));
    }

    @Test
    void blanksHyphensAndApostrophesAloneAreNothing() {
        for (var text : List.of("", " ", "-", "’", "'", "\u200B", "\u202E", "–  '", "\u0301"))
            assertThat(Folding.field(text)).as("U+%04X", (int) (text + "x").charAt(0)).isEmpty();
    }

    /// No character's code begins another's, nor is found across two.
    @Test
    void codesAreUnambiguous() {
        var codes = new HashMap<String, Integer>();
        for (var c = 0x21; c < 0x40000; c++) {
            var code = Folding.encoded(List.of(c));
            assertThat(codes.put(code, c)).as(code).isNull();
            if (code.length() > 1) assertThat(code).matches("[A-T][0-9a-z]|[U-Z][0-9a-z]{3}");
        }
    }

    @Test
    void loneSurrogatesAreDropped() {
        assertThat(Folding.field("To\uD800ny")).isEqualTo("tony");
    }

    @Test
    void fieldsAreApartAndBeginningsOfWordsAreMarked() {
        assertThat(Folding.fields(List.of("Jean-Pierre Müller", "52031")))
                .isEqualTo("  jeanpierremuller  52031  pi  mu  ");
        assertThat(Folding.fields(List.of("a.bc@d")))
                .as("signs begin words, and so does what follows them")
                .contains("  bc", "  " + Folding.encoded(List.of((int) '@')));
        assertThat(Folding.fields(List.of("", "'"))).isEqualTo("  ");
    }
}
