package org.ovalogin.pin;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/// An administrator's password, of whatever length.
public final class Password extends Secret {
    private final String text;

    private Password(String text) {
        this.text = text;
    }

    /// Ways of writing the same characters are one (NFKC), since keyboards differ.
    public static Password of(String typed) {
        return new Password(Normalizer.normalize(typed, Normalizer.Form.NFKC));
    }

    /// In code points.
    public int length() {
        return text.codePointCount(0, text.length());
    }

    public boolean contains(String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    public boolean oneCharacterRepeated() {
        return text.codePoints().distinct().count() <= 1;
    }

    @Override
    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
