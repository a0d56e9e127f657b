package org.ovalogin.core.input;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Text from files and pipes: UTF-8, with or without a byte order mark, or UTF-16 with one.
/// Anything else is refused, never guessed: a wrong guess would be stored as somebody's name.
public final class TypedText {
    private static final char MARK = '\uFEFF';

    /// The replacement for a character that a program could not read.
    private static final char UNREADABLE = '\uFFFD';

    private TypedText() {}

    /// The bytes are not readable text. Says where, but quotes nothing: it may be a PIN.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String encoding;

        private Unreadable(String place, String encoding) {
            super(place);
            this.encoding = encoding;
        }

        /// For example "is not UTF-8: line 3, byte 17 (0xE9)".
        public String fault() {
            return String.valueOf(getMessage());
        }

        /// The command that probably converts the file.
        public String hint(String name) {
            return "iconv -f %s -t UTF-8 %s converts it".formatted(encoding, name);
        }
    }

    /// @throws Unreadable naming the line and its byte, both counted from 1
    public static String of(byte[] bytes) {
        return of(bytes, StandardCharsets.UTF_8);
    }

    /// @param otherwise the encoding of a text without a byte order mark
    /// @throws Unreadable naming the line and its byte, both counted from 1
    public static String of(byte[] bytes, Charset otherwise) {
        var marked = marked(bytes);
        var charset = marked == null ? otherwise : marked;
        var zero = marked == null ? firstZero(bytes) : -1;
        if (zero >= 0 && !charset.name().startsWith("UTF-16"))
            throw at(java.util.Arrays.copyOf(bytes, zero), bytes, charset, wide(bytes));
        var text = decoded(bytes, charset);
        if (!text.isEmpty() && text.charAt(0) == MARK) text = text.substring(1);
        return text;
    }

    /// Whether an earlier program has replaced characters that it could not read.
    public static boolean lost(String text) {
        return text.indexOf(UNREADABLE) >= 0;
    }

    private static @org.jspecify.annotations.Nullable Charset marked(byte[] bytes) {
        if (begins(bytes, 0xFF, 0xFE)) return StandardCharsets.UTF_16LE;
        if (begins(bytes, 0xFE, 0xFF)) return StandardCharsets.UTF_16BE;
        return begins(bytes, 0xEF, 0xBB, 0xBF) ? StandardCharsets.UTF_8 : null;
    }

    private static int firstZero(byte[] bytes) {
        for (var i = 0; i < bytes.length; i++) if (bytes[i] == 0) return i;
        return -1;
    }

    /// The probable encoding of a text with zero bytes.
    private static String wide(byte[] bytes) {
        if (begins(bytes, 0, 0)) return "UTF-32BE";
        if (begins(bytes, 0)) return "UTF-16BE";
        return bytes.length > 3 && bytes[2] == 0 ? "UTF-32LE" : "UTF-16LE";
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) return false;
        for (var i = 0; i < mark.length; i++) if ((bytes[i] & 0xFF) != mark[i]) return false;
        return true;
    }

    private static String decoded(byte[] bytes, Charset charset) {
        var decoder =
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT);
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length + 1);
        var result = decoder.decode(in, out, true);
        if (result.isError())
            throw at(java.util.Arrays.copyOf(bytes, in.position()), bytes, charset, "WINDOWS-1252");
        decoder.flush(out);
        return out.flip().toString();
    }

    private static Unreadable at(byte[] before, byte[] all, Charset charset, String perhaps) {
        var line = 1;
        var column = 1;
        for (var b : before) {
            column++;
            if (b == '\n') {
                line++;
                column = 1;
            }
        }
        var found = before.length < all.length ? all[before.length] & 0xFF : 0;
        return new Unreadable(
                "is not %s: line %d, byte %d (0x%02X)".formatted(charset, line, column, found),
                perhaps);
    }
}
