package org.ovalogin.core.input;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Text as files and pipes bring it: UTF-8, with or without its mark, or UTF-16 with one. Whatever
/// else it is, is refused and not guessed: a guess is stored as somebody's name.
public final class TypedText {
    private static final char MARK = '\uFEFF';

    /// What stands where a program could not read a character.
    private static final char UNREADABLE = '\uFFFD';

    private TypedText() {}

    /// A text that is none. Says where, and never what stands there: it may be a PIN.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String encoding;

        private Unreadable(String place, String encoding) {
            super(place);
            this.encoding = encoding;
        }

        /// As in "is not UTF-8: line 3, byte 17 (0xE9)".
        public String fault() {
            return String.valueOf(getMessage());
        }

        /// The command that probably converts it.
        public String hint(String name) {
            return "iconv -f %s -t UTF-8 %s converts it".formatted(encoding, name);
        }
    }

    /// @throws Unreadable naming the line and the byte in it, both from 1
    public static String of(byte[] bytes) {
        return of(bytes, StandardCharsets.UTF_8);
    }

    /// @param otherwise the encoding of a text without a byte order mark
    /// @throws Unreadable naming the line and the byte in it, both from 1
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

    /// Whether a program before us has put its mark for what it could not read into the text.
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

    /// What text with zeros in it probably is.
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
