package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadsheetCellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+33123456789",
                "-1",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                "'=1",
                "\uFF1D1"
            })
    void aFormulaIsGuarded(String text) {
        assertThat(SpreadsheetCell.of(text)).isEqualTo("'" + text);
        assertThat(SpreadsheetCell.read("'" + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0555 0123", "O'Connor", "'quoted'", "a=b", "tony@contoso.com"})
    void allElseStays(String text) {
        assertThat(SpreadsheetCell.of(text)).isEqualTo(text);
        assertThat(SpreadsheetCell.read(text)).isEqualTo(text);
    }

    @Property
    void everyTextComesBack(@ForAll String text) {
        assertThat(SpreadsheetCell.read(SpreadsheetCell.of(text))).isEqualTo(text);
        assertThat(SpreadsheetCell.of(text)).doesNotMatch("(?s)[=+@\t\r-].*");
    }
}
