package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTextTest {
    private static boolean found(String typed, String... fields) {
        var text = Folding.fields(List.of(fields));
        var search = SearchText.of(typed);
        return !search.isEmpty()
                && search.parts().stream().allMatch(part -> text.contains(part.folded()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            jose                | José García
            garcía jose         | José García
            arc os              | José Garcia Osorio
            arc                 | José Garcia
            oconnor             | Sinéad O’Connor
            o'connor            | Sinéad O’Connor
            O’CONNOR            | Sinead O'Connor
            o connor            | Sinead O'Connor
            jean pierre         | Jean-Pierre Papin
            jeanpierre          | Jean Pierre Papin
            jean-pierre         | Jean Pierre Papin
            52 031              | 52031
            2 031               | 52031
            5-20-31             | 52031
            520                 | 52031
            smi                 | tony.smith@contoso.com
            tony.smith          | Tony.Smith@contoso.com
            y.s                 | tony.smith@contoso.com
            sm                  | tony.smith@contoso.com
            @c                  | tony.smith@contoso.com
            j                   | Anna Jones
            jo                  | Anna Jones
            %                   | 100% sure
            \\                  | a \\ b
            _                   | a_b
            иван                | Петров Иван
            ван                 | Петров Иван
            и                   | Петров Иван
            οδυσσ               | Ὀδυσσεύς
            伟                   | 王伟明
            伟明                 | 王伟明
            박                   | 박지성
            "o\u0308z"          | Öz
            """)
    void finds(String typed, String field) {
        assertThat(found(typed, field, "zzz")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            arcia petrov        | José García
            ar                  | José García
            o                   | Anna Jones
            es                  | Anna Jones
            1                   | 52031
            03                  | 52031
            5203152             | 52031
            under_score         | underXscore
            tony%smith          | tony.smith
            t_ny                | tony
            в                   | Петров Иван
            "'' or '1' = '1'"   | tony
            ' OR 1              | tony
            "tony"" OR ""x"     | tony
            tony*               | tony
            tony NOT            | tony smith
            明王                 | 王伟明
            """)
    void doesNotFind(String typed, String field) {
        assertThat(found(typed, field, "zzz")).isFalse();
    }

    @Test
    void doesNotFindAcrossFields() {
        assertThat(found("garcia52", "José García", "52031")).isFalse();
        assertThat(found("garcia52", "José García 52")).isTrue();
    }

    @Test
    void hasNoPartIfItHasNoLetterDigitOrSign() {
        for (var typed : List.of("", " ", "- ’", "\u200B\u202E", "'"))
            assertThat(SearchText.of(typed).isEmpty()).isTrue();
    }

    @Test
    void isReadUpToItsBound() {
        var many =
                IntStream.range(0, 10_000).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));
        var search = SearchText.of(many);
        assertThat(search.typed()).hasSizeLessThanOrEqualTo(SearchText.LONGEST);
        assertThat(search.parts()).hasSizeLessThan(SearchText.LONGEST / 2);
        assertThat(SearchText.of("a ".repeat(1_000_000)).parts()).hasSize(1);
    }

    @Test
    void partsThatALongerOneContainsAreLeftOut() {
        assertThat(SearchText.of("ith smith smith").parts())
                .containsExactly(new SearchText.Part("smith"));
        assertThat(SearchText.of("sm smith").parts())
                .as("a beginning is another matter")
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "52031,52031",
        "52 031,52031",
        "52-031,52031",
        "٥٢٠٣١,52031",
        "' 52031 ',52031",
    })
    void anExtensionMayHaveBlanksAndHyphens(String typed, String digits) {
        assertThat(SearchText.of(typed).extension()).contains(digits);
    }

    @Test
    void aPlaceHasADialPlanAndDigits() {
        assertThat(SearchText.of("Paris\\52 031").place())
                .contains(new SearchText.Place("Paris", "52031"));
        for (var typed :
                List.of("paris\\", "paris\\x", "\\52031", "a b\\52031", "52031", "a\\b\\5"))
            assertThat(SearchText.of(typed).place()).as(typed).isEmpty();
    }
}
