package org.ovalogin.core.input;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// A text that somebody searches for, folded by [Folding].
///
/// @param typed as it was typed
/// @param field all of it, as a field is folded
/// @param parts what a folded text has to contain, each; empty if the text has no letter, digit or
///   sign
public record SearchText(String typed, String field, List<Part> parts) {
    /// Characters that are read; a longer text is cut.
    public static final int LONGEST = 200;

    /// With fewer characters a part finds beginnings of words only.
    private static final int ANYWHERE = 3;

    private static final Pattern PLACE = Pattern.compile("([A-Za-z0-9_-]{1,64})\\\\(.+)");

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,20}");

    /// @param folded at least three characters; begins with a gap if it has to begin a word
    public record Part(String folded) {
        /// Pieces of three characters, which an index knows.
        public List<String> trigrams() {
            return IntStream.rangeClosed(0, folded.length() - 3)
                    .mapToObj(i -> folded.substring(i, i + 3))
                    .distinct()
                    .toList();
        }
    }

    /// A dial plan's name as typed, and the digits of an extension in it.
    public record Place(String dialPlan, String digits) {}

    public SearchText {
        parts = List.copyOf(parts);
    }

    public static SearchText of(String typed) {
        var text = Blanks.trimmed(readable(typed.substring(0, Math.min(typed.length(), LONGEST))));
        var field = Folding.field(text);
        var parts =
                DIGITS.matcher(field).matches()
                        ? List.of(part(field.codePoints().boxed().toList()))
                        : Folding.words(text).stream().map(SearchText::part).toList();
        return new SearchText(text, field, needed(parts));
    }

    /// Without characters that no name has, and that not every database takes in a value.
    private static String readable(String typed) {
        return typed.codePoints()
                .filter(c -> !Character.isISOControl(c) || Character.isWhitespace(c))
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Part part(List<Integer> word) {
        var folded = Folding.encoded(word);
        var anywhere =
                word.size() >= ANYWHERE || word.stream().anyMatch(SearchText::isWordInItself);
        return new Part(anywhere ? folded : Folding.GAP + folded);
    }

    /// One character of such a script says as much as a word, and there are no blanks to begin one.
    private static boolean isWordInItself(int c) {
        return switch (Character.UnicodeScript.of(c)) {
            case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
            default -> false;
        };
    }

    /// The longest first, without those that a longer one contains.
    private static List<Part> needed(List<Part> parts) {
        var needed = new ArrayList<Part>();
        parts.stream()
                .sorted(Comparator.comparingInt((Part p) -> p.folded().length()).reversed())
                .filter(p -> needed.stream().noneMatch(n -> n.folded().contains(p.folded())))
                .forEach(needed::add);
        return needed;
    }

    /// Whether nothing can be found, since the text has blanks, hyphens and the like alone.
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /// @param folded fields as [Folding#fields] makes them
    public boolean matches(String folded) {
        return !isEmpty() && parts.stream().allMatch(part -> folded.contains(part.folded()));
    }

    /// The text as an extension; blanks and hyphens between the digits do not matter.
    public Optional<String> extension() {
        return Optional.of(field).filter(f -> DIGITS.matcher(f).matches());
    }

    /// The text as `dial plan\extension`.
    public Optional<Place> place() {
        var place = PLACE.matcher(typed);
        if (!place.matches()) return Optional.empty();
        return SearchText.of(place.group(2))
                .extension()
                .map(digits -> new Place(place.group(1), digits));
    }
}
