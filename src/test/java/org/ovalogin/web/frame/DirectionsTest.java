package org.ovalogin.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DirectionsTest {
    private static final String HEBREW = "\u05d0\u05d1";

    @Test
    void textFromLeftToRightIsUnchanged() {
        for (var text : new String[] {"", "Zoë O’Connor", "Łukasz 1", "Αλέξης"})
            assertThat(Directions.isolated(text)).isEqualTo(text);
    }

    @Test
    void textFromRightToLeftIsIsolated() {
        assertThat(Directions.isolated(HEBREW + " 1")).isEqualTo("\u2068" + HEBREW + " 1\u2069");
    }

    @Test
    void overridesBecomeVisible() {
        assertThat(Directions.isolated("a\u202eb\u200f")).isEqualTo("a\uFFFDb\uFFFD");
    }

    /// It would end the isolation around it.
    @Test
    void anIsolateThatIsNotClosedBecomesVisible() {
        assertThat(Directions.isolated(HEBREW + "\u2069x"))
                .isEqualTo("\u2068" + HEBREW + "\uFFFDx\u2069");
        assertThat(Directions.isolated("\u2067x")).isEqualTo("\uFFFDx");
        assertThat(Directions.isolated("\u2069\u2068")).isEqualTo("\uFFFD\uFFFD");
    }

    @Test
    void aTextInATextIsNotSpoiled() {
        var line = PageTexts.in(PageLanguage.ENGLISH).text("budget.Trunk", HEBREW);
        assertThat(line).isEqualTo("Line \u2068" + HEBREW + "\u2069");
        assertThat(PageTexts.in(PageLanguage.GERMAN).text("attention.budget-spent", 0, line))
                .endsWith("\u2068" + line + "\u2069")
                .doesNotContain("\uFFFD");
    }
}
