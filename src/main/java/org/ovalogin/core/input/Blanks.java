package org.ovalogin.core.input;

/// Blanks as people type and paste them. Non-breaking and invisible ones count as blanks.
public final class Blanks {
    /// Zero width space, word joiner, byte order mark.
    private static final String INVISIBLE = "\u200B\u2060\uFEFF";

    private Blanks() {}

    /// Whether a text has nothing visible.
    public static boolean only(String text) {
        return text.chars().allMatch(Blanks::blank);
    }

    /// Without blanks at either end.
    public static String trimmed(String text) {
        var begin = 0;
        var end = text.length();
        while (begin < end && blank(text.charAt(begin))) begin++;
        while (end > begin && blank(text.charAt(end - 1))) end--;
        return text.substring(begin, end);
    }

    public static boolean blank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || INVISIBLE.indexOf(c) >= 0;
    }
}
