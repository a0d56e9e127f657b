package org.ovalogin.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReceivedCommandTest {
    @Test
    void blanksSeparateWords() {
        assertThat(words("  WAIT FOR\tDIGIT   1000 "))
                .containsExactly("WAIT", "FOR", "DIGIT", "1000");
    }

    @Test
    void quotesKeepBlanksAndEmptyWords() {
        assertThat(words("GET DATA \"\" 5000")).containsExactly("GET", "DATA", "", "5000");
        assertThat(words("VERBOSE \"a  b\" 1")).containsExactly("VERBOSE", "a  b", "1");
    }

    @Test
    void backslashTakesTheNextCharacterAsItIs() {
        assertThat(words("A \\\"b\\\" \"c\\\\d\"")).containsExactly("A", "\"b\"", "c\\d");
    }

    @Test
    void emptyLineHasNoWords() {
        assertThat(words("")).isEmpty();
    }

    private static List<String> words(String line) {
        return ReceivedCommand.of(line).words();
    }
}
