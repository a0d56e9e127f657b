package org.ovalogin.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {
    private static final String NAMES = "L\u00e9a\nZo\u00eb \uD83D\uDE00\n";

    @Test
    void isReadInUtf8WithAndWithoutItsMark() {
        assertThat(TypedText.of(NAMES.getBytes(StandardCharsets.UTF_8))).isEqualTo(NAMES);
        assertThat(TypedText.of(("\uFEFF" + NAMES).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(NAMES);
        assertThat(TypedText.of(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void isReadInUtf16WithItsMark(String charset) {
        assertThat(TypedText.of(("\uFEFF" + NAMES).getBytes(Charset.forName(charset))))
                .isEqualTo(NAMES);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    WINDOWS-1252, 'is not UTF-8: line 1, byte 2 (0xE9)', 'iconv -f WINDOWS-1252 -t UTF-8 users.csv converts it'
                    ISO-8859-15, 'is not UTF-8: line 1, byte 2 (0xE9)', 'iconv -f WINDOWS-1252 -t UTF-8 users.csv converts it'
                    IBM850, 'is not UTF-8: line 1, byte 2 (0x82)', 'iconv -f WINDOWS-1252 -t UTF-8 users.csv converts it'
                    UTF-32BE, 'is not UTF-8: line 1, byte 1 (0x00)', 'iconv -f UTF-32BE -t UTF-8 users.csv converts it'
                    UTF-32LE, 'is not UTF-8: line 1, byte 2 (0x00)', 'iconv -f UTF-32LE -t UTF-8 users.csv converts it'
                    UTF-16BE, 'is not UTF-8: line 1, byte 1 (0x00)', 'iconv -f UTF-16BE -t UTF-8 users.csv converts it'
                    UTF-16LE, 'is not UTF-8: line 1, byte 2 (0x00)', 'iconv -f UTF-16LE -t UTF-8 users.csv converts it'
                    """)
    void isNeverGuessed(String charset, String fault, String hint) {
        assertThatThrownBy(() -> TypedText.of("L\u00e9a\n".getBytes(Charset.forName(charset))))
                .isInstanceOfSatisfying(
                        TypedText.Unreadable.class,
                        e -> {
                            assertThat(e.fault()).isEqualTo(fault);
                            assertThat(e.hint("users.csv")).isEqualTo(hint);
                        });
    }

    @Test
    void faultsAreFoundWhereTheyAre() {
        assertFault(new byte[] {'a', '\n', 'b', '\n', 'c', (byte) 0xC3}, "line 3, byte 2 (0xC3)");
        // an overlong slash, half of a pair, the end of a text in mid-character
        assertFault(new byte[] {(byte) 0xC0, (byte) 0xAF}, "line 1, byte 1 (0xC0)");
        assertFault(
                new byte[] {'x', (byte) 0xED, (byte) 0xA0, (byte) 0x80}, "line 1, byte 2 (0xED)");
        assertFault(new byte[] {'x', 0, 'y', 0}, "line 1, byte 2 (0x00)");
    }

    private static void assertFault(byte[] bytes, String place) {
        assertThatThrownBy(() -> TypedText.of(bytes)).hasMessageEndingWith(place);
    }
}
