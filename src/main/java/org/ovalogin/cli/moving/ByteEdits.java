package org.ovalogin.cli.moving;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// Changes of a file's bytes. All others stay. Wherever a byte is changed twice, it is to the same.
final class ByteEdits {
    private static final byte[] NOTHING = {};

    /// Replacements of a byte, by its offset.
    private final Map<Integer, byte[]> replaced = new TreeMap<>();

    /// Insertions before a byte, by its offset.
    private final Map<Integer, byte[]> inserted = new TreeMap<>();

    void replace(SourceText text, String by) {
        for (var i = 0; i < text.length(); i++) {
            var at = text.offset(i);
            replaced.put(at, i == 0 ? ascii(by) : NOTHING);
            if (escaped(text, i)) replaced.put(at - 1, NOTHING);
        }
    }

    /// A semicolon in a value was written with a backslash before it.
    private static boolean escaped(SourceText text, int index) {
        var at = text.offset(index);
        return text.raw().charAt(index) == ';' && at > 0 && text.file().bytes()[at - 1] == '\\';
    }

    void insert(int offset, String text) {
        inserted.put(offset, ascii(text));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    byte[] apply(byte[] bytes) {
        var out = new ByteArrayOutputStream(bytes.length + 64);
        for (var at = 0; at <= bytes.length; at++) {
            out.writeBytes(inserted.getOrDefault(at, NOTHING));
            if (at == bytes.length) break;
            var by = replaced.get(at);
            if (by == null) out.write(bytes[at]);
            else out.writeBytes(by);
        }
        return out.toByteArray();
    }

    @Override
    public String toString() {
        return "ByteEdits" + Arrays.asList(inserted.size(), replaced.size());
    }
}
