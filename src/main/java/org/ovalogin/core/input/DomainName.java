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

/// The domain of an e-mail address as it is typed, and its ASCII form (RFC 5890). Nothing but case
/// is mapped: a label that standards read in different ways, or as another one, is taken in ASCII
/// only.
final class DomainName {
    private static final String PREFIX = "xn--";
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;
    private static final int ZWNJ = 0x200C;
    private static final int ZWJ = 0x200D;
    private static final Pattern ASCII =
            Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?", Pattern.CASE_INSENSITIVE);

    /// Where some programs end a label.
    private static final Pattern DOT_ALIKE = Pattern.compile("[\\u3002\\uFF0E\\uFF61]");

    /// Neither letters nor marks, and let into labels by RFC 5892 (2.6, A.3, A.5 to A.7); in which
    /// places is left to registries.
    private static final String OTHERS = "\u00B7\u05F3\u05F4\u0F0B\u3007\u30FB";

    /// Letters, marks and symbols that show as nothing or as a blank.
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0100}-\\x{E01EF}]");

    /// No hyphen or joiner at an end, no mark at the beginning, and not as `xn--` begins.
    private static final Pattern MISPLACED =
            Pattern.compile("^[-\\p{M}\\u200C\\u200D]|[-\\u200C\\u200D]$|^..--");

    /// Of ß and ς IDNA 2003 (RFC 3490) makes ss and σ. A dot above an i is not seen. Parts of
    /// Korean syllables are no letters of labels (RFC 5892, 2.9).
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

    /// In lower case; empty where the domain is not taken as it is typed.
    static Optional<String> ascii(String typed) {
        return eachLabel(typed, DomainName::asciiLabel).filter(d -> d.length() <= LONGEST);
    }

    /// With the letters that the labels' ASCII forms stand for, where these may be typed.
    static String unicode(String ascii) {
        return Arrays.stream(ascii.split("\\.", -1))
                .map(label -> decoded(label).filter(DomainName::isReadAlikeByAll).orElse(label))
                .collect(Collectors.joining("."));
    }

    /// How a domain that is not taken as it is typed may be meant; empty where there is no telling.
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
        if (isAscii(lower)) return Optional.of(lower); // of the Kelvin sign
        if (asciiLabel(typed).isPresent()) return Optional.of(typed);
        return isLabel(lower)
                ? Optional.of(PREFIX + Punycode.encoded(lower))
                : Optional.of(Normalizer.normalize(lower, Form.NFKC));
    }

    /// What `xn--…` stands for; empty where it stands for nothing.
    private static Optional<String> decoded(String ascii) {
        return Optional.of(ascii)
                .filter(a -> a.startsWith(PREFIX) && a.length() <= LONGEST_LABEL)
                .flatMap(a -> Punycode.decoded(a.substring(PREFIX.length())))
                .filter(label -> !isAscii(label) && isLabel(label))
                .filter(label -> ascii.equals(PREFIX + Punycode.encoded(label)));
    }

    /// In the form that labels have where they are kept: nothing would make another one of it.
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
                    // of symbols, which there are domains of against RFC 5892
                    Character.OTHER_SYMBOL,
                    Character.MATH_SYMBOL,
                    Character.MODIFIER_SYMBOL ->
                    true;
            case Character.FORMAT -> c == ZWJ || c == ZWNJ;
            default -> OTHERS.indexOf(c) >= 0;
        };
    }

    /// Letters, marks and digits of one script, from left to right, of which old programs (IDNA
    /// 2003, RFC 3490) and new ones (IDNA 2008, RFC 5891) make the same.
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

    /// A Cyrillic letter among Latin ones is not noticed. Chinese, Japanese and Korean names mix.
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

    /// Of some capitals `toLowerCase` makes two characters.
    private static boolean sameLength(String one, String other) {
        return one.codePointCount(0, one.length()) == other.codePointCount(0, other.length());
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
