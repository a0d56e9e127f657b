package org.ovalogin.core.input;

import java.lang.Character.UnicodeScript;
import java.net.IDN;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The domain of an e-mail address as typed, and its ASCII form (RFC 5890). Only case is mapped. A
/// label that the standards read differently, or turn into another, is accepted in ASCII only.
final class DomainName {
    private static final String PREFIX = "xn--";
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final Pattern ASCII =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?", Pattern.CASE_INSENSITIVE);

    /// Characters that some programs take for a dot.
    private static final Pattern DOT_ALIKE = Pattern.compile("[\\u3002\\uFF0E\\uFF61]");

    /// Characters that are neither letters nor marks, but allowed in labels by RFC 5892 (2.6, A.3,
    /// A.5 to A.7). Registries decide in which places.
    private static final String OTHERS = "\u00B7\u05F3\u05F4\u0F0B\u3007\u30FB";

    /// Letters, marks and symbols that look like nothing or like a blank.
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]");

    /// A hyphen or joiner at an end, a mark at the beginning, or hyphens as in `xn--`.
    private static final Pattern MISPLACED =
            Pattern.compile("^[-\\p{M}\\u200C\\u200D]|[-\\u200C\\u200D]$|^..--");

    /// Accepted letters as typed. Excluded: ß and ς, which IDNA 2003 (RFC 3490) turns into ss and
    /// σ; a dot above an i, which is not visible; parts of Korean syllables, which are not allowed
    /// in labels (RFC 5892, 2.9).
    private static final Pattern TYPED =
            Pattern.compile(
                    "(?!.*[ij]\\u0307)[-\\p{L}\\p{M}\\p{Nd}&&[^\\u00DF\\u03C2\\u1100-\\u11FF\\uA960-\\uA97F\\uD7B0-\\uD7FF]]+");

    private static final Set<UnicodeScript> MIXING =
            EnumSet.of(
                    UnicodeScript.LATIN,
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.BOPOMOFO,
                    UnicodeScript.HANGUL);

    private DomainName() {}

    /// The ASCII form in lower case; empty if the domain is not accepted as typed.
    static Optional<String> ascii(String typed) {
        return eachLabel(typed, DomainName::asciiLabel).filter(d -> d.length() <= LONGEST);
    }

    /// The domain with its labels decoded, as far as their letters may be typed.
    static String unicode(String ascii) {
        return Arrays.stream(ascii.split("\\.", -1))
                .map(label -> decoded(label).filter(DomainName::isReadAlikeByAll).orElse(label))
                .collect(Collectors.joining("."));
    }

    /// The probable meaning of a domain that is not accepted as typed; empty if unclear.
    static Optional<String> suggested(String typed) {
        return eachLabel(DOT_ALIKE.matcher(typed).replaceAll("."), DomainName::suggestedLabel)
                .filter(d -> ascii(d).isPresent());
    }

    private static Optional<String> eachLabel(
            String domain, Function<String, Optional<String>> form) {
        var labels = Arrays.stream(domain.split("\\.", -1)).map(form).toList();
        return labels.stream().allMatch(Optional::isPresent)
                ? Optional.of(
                        labels.stream().flatMap(Optional::stream).collect(Collectors.joining(".")))
                : Optional.empty();
    }

    private static Optional<String> asciiLabel(String typed) {
        var lower = typed.toLowerCase(Locale.ROOT);
        var ascii = isAscii(typed) ? lower : PREFIX + Punycode.encoded(lower);
        var taken =
                isAscii(typed)
                        ? ASCII.matcher(typed).matches()
                                && (!lower.startsWith(PREFIX) || decoded(lower).isPresent())
                        : sameLength(typed, lower) && isReadAlikeByAll(lower);
        return Optional.of(ascii).filter(a -> taken && a.length() <= LONGEST_LABEL);
    }

    private static Optional<String> suggestedLabel(String typed) {
        if (isAscii(typed)) return asciiLabel(typed);
        var lower = typed.toLowerCase(Locale.ROOT);
        if (isAscii(lower)) return Optional.of(lower); // the Kelvin sign becomes k
        if (asciiLabel(typed).isPresent()) return Optional.of(typed);
        return isLabel(lower)
                ? Optional.of(PREFIX + Punycode.encoded(lower))
                : Optional.of(Normalizer.normalize(lower, Form.NFKC));
    }

    /// The text that `xn--…` stands for; empty if it stands for nothing.
    private static Optional<String> decoded(String ascii) {
        return Optional.of(ascii)
                .filter(a -> a.startsWith(PREFIX) && a.length() <= LONGEST_LABEL)
                .flatMap(a -> Punycode.decoded(a.substring(PREFIX.length())))
                .filter(label -> !isAscii(label) && isLabel(label))
                .filter(label -> ascii.equals(PREFIX + Punycode.encoded(label)));
    }

    /// Whether the label is in its stored form, which no standard turns into another.
    private static boolean isLabel(String label) {
        return Normalizer.isNormalized(label, Form.NFKC)
                && label.equals(label.toLowerCase(Locale.ROOT))
                && label.codePoints().allMatch(DomainName::isOfLabels)
                && !INVISIBLE.matcher(label).find()
                && !MISPLACED.matcher(label).find();
    }

    private static boolean isOfLabels(int c) {
        if (c < 0x80) return c == '-' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        return switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER,
                    // for domains of symbols, which exist against RFC 5892
                    Character.OTHER_SYMBOL,
                    Character.MATH_SYMBOL,
                    Character.MODIFIER_SYMBOL ->
                    true;
            case Character.FORMAT -> c == ZWJ || c == ZWNJ;
            default -> OTHERS.indexOf(c) >= 0;
        };
    }

    /// Letters, marks and digits of one script, written left to right, for which old programs (IDNA
    /// 2003, RFC 3490) and new ones (IDNA 2008, RFC 5891) agree.
    private static boolean isReadAlikeByAll(String label) {
        if (!isLabel(label) || !TYPED.matcher(label).matches()) return false;
        if (label.codePoints().anyMatch(DomainName::isFromRightToLeft) || mixesScripts(label))
            return false;
        try {
            return IDN.toASCII(label, IDN.USE_STD3_ASCII_RULES)
                    .equals(PREFIX + Punycode.encoded(label));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    /// Prevents, for example, an unnoticed Cyrillic letter among Latin ones. Chinese, Japanese and
    /// Korean names may mix scripts.
    private static boolean mixesScripts(String label) {
        var scripts =
                label.codePoints()
                        .filter(c -> c != '-')
                        .mapToObj(UnicodeScript::of)
                        .filter(s -> s != UnicodeScript.COMMON && s != UnicodeScript.INHERITED)
                        .collect(Collectors.toSet());
        return scripts.size() > 1 && !MIXING.containsAll(scripts);
    }

    private static boolean isFromRightToLeft(int c) {
        return switch (Character.getDirectionality(c)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER ->
                    true;
            default -> false;
        };
    }

    /// `toLowerCase` turns some capitals into two characters.
    private static boolean sameLength(String one, String other) {
        return one.codePointCount(0, one.length()) == other.codePointCount(0, other.length());
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
