package org.ovalogin.core.pin;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.Locale;

/// An administrator's password, of whatever length. Ways of writing the same characters are one
/// (NFKC), since keyboards differ.
public final class Password extends Secret {
    /// Of a character in UTF-8; those that take four are two to Java.
    private static final int MOST_BYTES = 3;

    private Password(byte[] utf8) {
        super(utf8);
    }

    public static Password of(String typed) {
        return new Password(
                Normalizer.normalize(typed, Form.NFKC).getBytes(StandardCharsets.UTF_8));
    }

    /// Leaves no text behind, unless the characters had to be written in another way.
    ///
    /// @param typed to be wiped by who has it
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

    /// In code points.
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

    /// Only where a new one is checked.
    private String text() {
        var bytes = bytes();
        try {
            return new String(bytes, StandardCharsets.UTF_8);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
