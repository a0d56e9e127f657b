package org.ovalogin.cli.terminal;

/// Decides which typed or received texts may be shown.
public final class Quote {
    /// Fewest digits of a PIN, which somebody may have typed in a wrong place.
    private static final int FEWEST_DIGITS_OF_A_PIN = 4;

    private Quote() {}

    /// The text in quotes, or a stand-in where it could be a PIN or part of one.
    public static String of(String text) {
        return tellable(text) ? "'" + printable(text) + "'" : bare(text);
    }

    /// The same without quotes.
    public static String bare(String text) {
        return tellable(text) ? printable(text) : "(not shown here)";
    }

    static boolean tellable(String text) {
        return text.codePoints().filter(Character::isDigit).count() < FEWEST_DIGITS_OF_A_PIN
                && text.length() <= 80;
    }

    /// Escapes control characters, which would steer the terminal: names come from people, events
    /// from anybody who can dial.
    public static String printable(String text) {
        if (text.codePoints().noneMatch(Quote::steers)) return text;
        var safe = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            if (steers(c)) safe.append("\\u%04X".formatted(c));
                            else safe.appendCodePoint(c);
                        });
        return safe.toString();
    }

    private static boolean steers(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    true;
            // joins the parts of an emoji, and of letters in some scripts
            case Character.FORMAT -> codePoint != 0x200D && codePoint != 0x200C;
            default -> false;
        };
    }
}
