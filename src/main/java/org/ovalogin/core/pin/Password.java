package org.ovalogin.core.pin;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Locale;

/// An administrator's password, of any length. Normalized (NFKC), since keyboards write the same
/// characters in different ways.
public final class Password extends Secret {
    /// Most UTF-8 bytes for one Java `char`; a character of four bytes is two of them.
    private static final int MOST_BYTES = 3;

    private Password(byte[] utf8) {
        super(utf8);
    }

    public static Password of(String typed) {
        return new Password(
                Normalizer.normalize(typed, Form.NFKC).getBytes(StandardCharsets.UTF_8));
    }

    /// Leaves no text in memory, unless normalization changes the characters.
    ///
    /// @param typed wiped by the caller
    public static Password of(char[] typed) {
        var chars = CharBuffer.wrap(typed);
        if (!Normalizer.isNormalized(chars, Form.NFKC)) return of(new String(typed));
        var room = ByteBuffer.allocate(typed.length * MOST_BYTES);
        try {
            StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .encode(chars, room, true);
            return new Password(Arrays.copyOf(room.array(), room.position()));
        } finally {
            Arrays.fill(room.array(), (byte) 0);
        }
    }

    /// Length in code points.
    public int length() {
        var text = text();
        return text.codePointCount(0, text.length());
    }

    public boolean contains(String part) {
        return text().toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    public boolean oneCharacterRepeated() {
        return text().codePoints().distinct().count() <= 1;
    }

    /// As text, to check a new password only.
    private String text() {
        var bytes = bytes();
        try {
            return new String(bytes, StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
