package org.ovalogin.core.input;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Folds texts for searching: accents, case, apostrophes, blanks and hyphens do not matter.
///
/// The result is ASCII: a letter of another script is a capital letter with one or three letters or
/// digits behind it. So every database splits and compares it alike, whatever its collation is.
public final class Folding {
    /// Between two fields of a folded text. A search for beginnings includes it.
    static final String GAP = "  ";

    /// Characters that an order reads; some letters are written out in eighteen.
    private static final int LONGEST_ORDER = 128;

    /// Capital letters that begin a short code; the other six begin a long one.
    private static final int SHORT = 20;

    private static final Set<Integer> APOSTROPHES =
            "'`´‘’‚‛′ʹʻʼʽˈ՚＇".codePoints().boxed().collect(Collectors.toUnmodifiableSet());

    /// Beside the dashes of Unicode: the minus sign, and the dot between Japanese names.
    private static final String DASHES = "−・･";

    /// Letters that have no accent in Unicode's eyes, as people without them type them.
    private static final Map<Integer, String> PLAIN =
            Stream.of(
                            "ßss øo łl đd ðd ħh ŧt ıi þth æae œoe ŋng ĸk ƒf ςσ",
                            "ɨi ʉu ɖd ƶz ɫl ȼc ɇe ǥg ɉj ⱥa ⱦt ƀb")
                    .flatMap(pairs -> Stream.of(pairs.split(" ")))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    pair -> pair.codePointAt(0), pair -> pair.substring(1)));

    private static final Set<UnicodeScript> WITH_MARKS =
            Set.of(
                    UnicodeScript.INHERITED,
                    UnicodeScript.COMMON,
                    UnicodeScript.HEBREW,
                    UnicodeScript.ARABIC);

    private Folding() {}

    /// One field without gaps, as the database keeps a name.
    public static String field(String text) {
        return words(text).stream().map(Folding::encoded).collect(Collectors.joining());
    }

    /// A name as it is sorted: by its letters' codes, without regard to accents, case and
    /// apostrophes. A blank comes before all letters.
    ///
    /// @return [#LONGEST_ORDER] characters at most
    public static String order(String name) {
        var order =
                Stream.of(plain(name).split(" ", -1))
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.joining(" "));
        var characters = order.codePoints().limit(LONGEST_ORDER).toArray();
        return new String(characters, 0, characters.length);
    }

    /// All fields of one thing. A word's beginning comes after a gap.
    public static String fields(List<String> texts) {
        var folded = new StringBuilder(GAP);
        for (var text : texts) {
            var whole = field(text);
            if (!whole.isEmpty()) folded.append(whole).append(GAP);
        }
        for (var text : texts)
            for (var beginning : beginnings(text)) {
                if (folded.indexOf(GAP + beginning) < 0) folded.append(beginning).append(GAP);
            }
        return folded.toString();
    }

    /// The first two characters of each word but the first. A sign is a word too, so the name in
    /// `tony.smith@…` has a second word.
    private static List<String> beginnings(String text) {
        var all = words(text).stream().flatMap(List::stream).toList();
        var found = new ArrayList<String>();
        var at = 0;
        for (var word : words(text)) {
            for (var i = 0; i < word.size(); i++) {
                var begins =
                        i == 0
                                || !isLetterOrDigit(word.get(i))
                                || !isLetterOrDigit(word.get(i - 1));
                if (begins && at > 0)
                    found.add(encoded(all.subList(at, Math.min(at + 2, all.size()))));
                at++;
            }
        }
        return found;
    }

    /// The words between blanks and hyphens, each as its folded characters; none is empty.
    static List<List<Integer>> words(String text) {
        var words = new ArrayList<List<Integer>>();
        for (var word : plain(text).split(" ", -1))
            if (!word.isEmpty()) words.add(word.codePoints().boxed().toList());
        return words;
    }

    /// In small plain letters, with one kind of blank.
    private static String plain(String text) {
        var apart = new StringBuilder();
        // some apostrophes would fall apart into a blank and an accent
        text.codePoints().filter(c -> !isDropped(c)).forEach(apart::appendCodePoint);
        var bare = new StringBuilder();
        Normalizer.normalize(apart, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isDropped(c))
                .forEach(c -> bare.appendCodePoint(isBlank(c) ? ' ' : c));
        var small = bare.toString().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        var plain = new StringBuilder();
        small.codePoints()
                .filter(c -> !isDropped(c))
                .forEach(
                        c -> {
                            if (Character.isDigit(c)) plain.append(Character.digit(c, 10));
                            else plain.append(PLAIN.getOrDefault(c, Character.toString(c)));
                        });
        return plain.toString();
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION
                || DASHES.indexOf(c) >= 0;
    }

    /// Apostrophes, accents, and characters that nobody sees, such as marks of direction.
    private static boolean isDropped(int c) {
        if (APOSTROPHES.contains(c)) return true;
        return switch (Character.getType(c)) {
            case Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
            case Character.CONTROL -> !Character.isWhitespace(c);
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                    WITH_MARKS.contains(UnicodeScript.of(c));
            default -> false;
        };
    }

    /// A mark is part of its letter: scripts of India write vowels so.
    static boolean isLetterOrDigit(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetterOrDigit(c);
        };
    }

    static String encoded(List<Integer> characters) {
        var encoded = new StringBuilder();
        for (var c : characters) encode(c, encoded);
        return encoded.toString();
    }

    /// The scripts with small alphabets get the short codes, so three characters in a row of the
    /// result still tell words apart. The first character of a code is a capital letter, and no
    /// other is, so no search finds half of one.
    private static void encode(int c, StringBuilder to) {
        if (c < 0x80 && isLetterOrDigit(c)) {
            to.append((char) c);
            return;
        }
        var number = shortNumber(c);
        if (number >= 0) {
            to.append((char) ('A' + number % SHORT)).append(digit(number / SHORT));
        } else {
            // no script is beyond the fourth plane
            var rest = c & 0x3FFFF;
            to.append((char) ('A' + SHORT + rest / (36 * 36 * 36)))
                    .append(digit(rest % 36))
                    .append(digit(rest / 36 % 36))
                    .append(digit(rest / (36 * 36) % 36));
        }
    }

    /// Signs of ASCII; Greek; Cyrillic; Hebrew and Arabic. Negative for others.
    private static int shortNumber(int c) {
        if (c < 0x80) return c;
        if (c >= 0x380 && c < 0x400) return c - 0x380 + 128;
        if (c >= 0x400 && c < 0x500) return c - 0x400 + 256;
        if (c >= 0x5C0 && c < 0x680) return c - 0x5C0 + 512;
        return -1;
    }

    private static char digit(int value) {
        return Character.forDigit(value, 36);
    }
}
