package org.ovalogin.cli.moving;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/// Characters of a configuration file that know their bytes. One character stands for one byte;
/// [#text] decodes them.
final class SourceText {
    private static final int BLANK = ' ';

    private final ConfigFile file;
    private final String raw;

    /// Offsets in the file of each character, and of the end.
    private final int[] offsets;

    SourceText(ConfigFile file, String raw, int[] offsets) {
        this.file = file;
        this.raw = raw;
        this.offsets = offsets;
    }

    ConfigFile file() {
        return file;
    }

    /// A character for each byte.
    String raw() {
        return raw;
    }

    /// The text, decoded with the file's encoding.
    String text() {
        return new String(raw.getBytes(StandardCharsets.ISO_8859_1), file.charset());
    }

    int length() {
        return raw.length();
    }

    /// Offset of a character in the file; of the end where there is none of this index.
    int offset(int index) {
        return offsets[index];
    }

    SourceText part(int from, int to) {
        return new SourceText(
                file,
                raw.substring(from, to),
                IntStream.rangeClosed(from, to).map(i -> offsets[i]).toArray());
    }

    SourceText from(int index) {
        return part(index, raw.length());
    }

    /// The text without blanks and control characters at its ends, as Asterisk's ast_strip does.
    SourceText stripped() {
        var from = 0;
        while (from < raw.length() && raw.charAt(from) <= BLANK) from++;
        var to = raw.length();
        while (to > from && raw.charAt(to - 1) <= BLANK) to--;
        return part(from, to);
    }

    @Override
    public String toString() {
        return "SourceText of " + file;
    }
}
