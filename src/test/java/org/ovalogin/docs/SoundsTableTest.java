package org.ovalogin.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.ovalogin.call.dialog.Catalogue;
import org.ovalogin.core.input.Language;

/// The table of sounds comes from the catalogue: `-Ddocs.write=true` writes it.
class SoundsTableTest {
    private static final Path PAGE = Path.of("docs/asterisk.md");
    private static final String BEGIN = "<!-- sounds -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void namesEverySoundWithItsEnglishWords() throws IOException {
        var page = Files.readString(PAGE);
        var from = page.indexOf(BEGIN) + BEGIN.length();
        var to = page.indexOf(END, from);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table() + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to)).isEqualTo(table());
    }

    private static String table() {
        var english = Language.of("en").orElseThrow();
        return new Catalogue()
                .sounds(english).entrySet().stream()
                        .map(s -> "| `%s` | %s |%n".formatted(s.getKey(), s.getValue()))
                        .collect(Collectors.joining("", "| sound | English |\n|---|---|\n", ""));
    }
}
