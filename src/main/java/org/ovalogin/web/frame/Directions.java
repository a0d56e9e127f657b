package org.ovalogin.web.frame;

import java.util.regex.Pattern;

/// Keeps foreign text that is written from right to left, or that has Unicode's direction
/// characters (UAX #9), from turning the words around it.
final class Directions {
    private static final String FIRST_STRONG_ISOLATE = "\u2068";
    private static final String POP_ISOLATE = "\u2069";

    /// Marks, embeddings and overrides.
    private static final Pattern TURNING =
            Pattern.compile("[\\u061C\\u200E\\u200F\\u202A-\\u202E]");

    private static final Pattern ISOLATING = Pattern.compile("[\\u2066-\\u2069]");

    private static final Pattern RIGHT_TO_LEFT =
            Pattern.compile("[\\p{IsHebrew}\\p{IsArabic}\\p{IsSyriac}\\p{IsThaana}\\p{IsNko}]");

    private Directions() {}

    /// The text for use in a sentence: isolated where it runs from right to left, with a visible
    /// sign for each character that would act beyond its end. An isolated text stays as it is.
    static String isolated(String text) {
        var plain = TURNING.matcher(text).replaceAll("\uFFFD");
        if (!closesItsIsolates(plain)) plain = ISOLATING.matcher(plain).replaceAll("\uFFFD");
        return RIGHT_TO_LEFT.matcher(plain).find()
                ? FIRST_STRONG_ISOLATE + plain + POP_ISOLATE
                : plain;
    }

    private static boolean closesItsIsolates(String text) {
        var open = 0;
        for (var i = 0; i < text.length() && open >= 0; i++) {
            var c = text.charAt(i);
            if (c == '\u2069') open--;
            else if (c >= '\u2066' && c <= '\u2068') open++;
        }
        return open == 0;
    }
}
