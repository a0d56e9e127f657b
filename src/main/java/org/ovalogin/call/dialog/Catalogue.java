package org.ovalogin.call.dialog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ovalogin.call.dialog.Prompt.Gap;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.LanguageFile;

/// The text of every prompt in every language, and the sound files that make it up.
///
/// A text without a gap is one sound, named by the prompt's id. Gaps split a text into the sounds
/// `<id>-1`, `<id>-2` and so on, counted from its beginning. A part without words has no sound, and
/// its number is left out. A gap is filled with sounds of its own: `number-0` … `number-60` for
/// numbers and digits, and the words of a [SpokenTime] for moments.
public final class Catalogue {
    /// Prompts that say "more than twenty" beyond [Prompt#HIGHEST_COUNT].
    private static final Set<Prompt> COUNTS =
            EnumSet.of(Prompt.FAILED_ATTEMPTS_SINCE, Prompt.NEW_MESSAGES);

    private static final String NUMBER = "number-";
    private static final String DATE = "date";

    /// A language that has this line counts the hours to twelve.
    private static final String HALF = "pm";

    private final Map<Language, Map<String, Text>> texts = new EnumMap<>(Language.class);

    /// Reads the catalogue from the class path.
    ///
    /// @throws IllegalStateException if a language lacks a prompt or has an extra one, or if a
    ///   prompt's gaps are not those that the dialog fills
    public Catalogue() {
        for (var language : Language.values()) {
            texts.put(language, read(language));
        }
    }

    /// A line of the catalogue, split at its gaps.
    ///
    /// @param parts the words before, between and after the gaps: one more than gaps; empty where
    ///   there are none
    /// @param sounds one for each part; empty for one that is not spoken
    private record Text(List<String> parts, List<Gap> gaps, List<String> sounds) {
        private static final Pattern MARK = Pattern.compile("\\{[a-z]+}");

        /// @throws IllegalStateException if the line has a gap that does not exist
        static Text of(String id, String line) {
            var parts = new ArrayList<String>();
            var gaps = new ArrayList<Gap>();
            var mark = MARK.matcher(line);
            var from = 0;
            while (mark.find()) {
                parts.add(line.substring(from, mark.start()).strip());
                gaps.add(gap(mark.group()));
                from = mark.end();
            }
            parts.add(line.substring(from).strip());
            var sounds = new ArrayList<String>();
            for (var part = 0; part < parts.size(); part++)
                sounds.add(spoken(parts.get(part)) ? sound(id, part, gaps.isEmpty()) : "");
            return new Text(List.copyOf(parts), List.copyOf(gaps), List.copyOf(sounds));
        }

        private static Gap gap(String mark) {
            for (var gap : Gap.values()) if (gap.mark().equals(mark)) return gap;
            throw new IllegalStateException("there is no gap " + mark);
        }

        /// False for an empty part or a lone full stop, which have no sound.
        static boolean spoken(String part) {
            return part.chars().anyMatch(Character::isLetter);
        }

        /// The sound of a part: the id itself in a text without gaps, otherwise `<id>-1`, `<id>-2`…
        private static String sound(String id, int part, boolean whole) {
            return whole ? id : id + "-" + (part + 1);
        }

        /// Whether it is one sound, as most prompts are.
        boolean whole() {
            return gaps.isEmpty();
        }
    }

    /// A stretch of a saying.
    ///
    /// @param sound empty if the text is not spoken
    private record Piece(String sound, String text) {}

    /// The text as it is spoken, with its gaps filled.
    public String text(Saying saying, Language language) {
        return pieces(saying, language).stream()
                .map(Piece::text)
                .collect(Collectors.joining(" "))
                .strip()
                // remove the gap's own space before punctuation
                .replaceAll(" +([.,!?])", "$1")
                // "at two p.m.." has one full stop
                .replace("..", ".");
    }

    /// The sound files of the saying, without folder and ending.
    public List<String> sounds(Saying saying, Language language) {
        var text = textOf(saying.prompt().id(), language);
        if (text.whole() && saying.values().isEmpty()) return text.sounds();
        return pieces(saying, language).stream()
                .map(Piece::sound)
                .filter(sound -> !sound.isEmpty())
                .toList();
    }

    /// Every sound file of a language with its text, in the catalogue's order.
    public Map<String, String> sounds(Language language) {
        var sounds = new LinkedHashMap<String, String>();
        language(language)
                .forEach(
                        (_, text) -> {
                            for (var part = 0; part < text.parts().size(); part++) {
                                var sound = text.sounds().get(part);
                                if (!sound.isEmpty()) sounds.put(sound, text.parts().get(part));
                            }
                        });
        return sounds;
    }

    private List<Piece> pieces(Saying saying, Language language) {
        var id = saying.prompt().id();
        var text = textOf(id, language);
        if (text.gaps().size() != saying.values().size())
            throw new IllegalArgumentException(
                    "'%s' has the gaps %s and %d values"
                            .formatted(id, text.gaps(), saying.values().size()));
        var pieces = new ArrayList<Piece>();
        for (var part = 0; part < text.parts().size(); part++) {
            pieces.add(new Piece(text.sounds().get(part), text.parts().get(part)));
            if (part < text.gaps().size())
                filling(saying, part, text.gaps().get(part), language).stream()
                        .map(word -> new Piece(word, word(word, language)))
                        .forEach(pieces::add);
        }
        return pieces;
    }

    private List<String> filling(Saying saying, int which, Gap gap, Language language) {
        var value = saying.values().get(which);
        return switch (value) {
            case Saying.Count(var number) when gap == Gap.NUMBER ->
                    List.of(
                            number <= highest(saying.prompt())
                                    ? NUMBER + number
                                    : Prompt.MORE_THAN_TWENTY.id());
            case Saying.Figures(var digits) when gap == Gap.DIGITS ->
                    digits.chars().mapToObj(c -> NUMBER + (char) c).toList();
            case SpokenTime time when gap == Gap.TIME || gap == Gap.UNTIL ->
                    time.words(gap, manner(language));
            default ->
                    throw new IllegalArgumentException(
                            "%s can't be filled with a %s"
                                    .formatted(gap.mark(), value.getClass().getSimpleName()));
        };
    }

    private static int highest(Prompt prompt) {
        return COUNTS.contains(prompt) ? Prompt.HIGHEST_COUNT : Prompt.HIGHEST_NUMBER;
    }

    private SpokenTime.Manner manner(Language language) {
        return new SpokenTime.Manner(
                language(language).containsKey(HALF), textOf(DATE, language).gaps());
    }

    private String word(String id, Language language) {
        return textOf(id, language).parts().getFirst();
    }

    private Text textOf(String id, Language language) {
        return Optional.ofNullable(language(language).get(id))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "no text for prompt '" + id + "' in " + language));
    }

    private Map<String, Text> language(Language language) {
        return texts.getOrDefault(language, Map.of());
    }

    private static Map<String, Text> read(Language language) {
        var file = "prompts/" + language.folder() + ".properties";
        var lines = LanguageFile.read(Catalogue.class, "prompts", language);
        var texts = new LinkedHashMap<String, Text>();
        gaps(lines.containsKey(HALF))
                .forEach(
                        (id, gaps) -> {
                            var line = (String) lines.remove(id);
                            if (line == null || !Text.spoken(line))
                                throw new IllegalStateException(
                                        file + ": no text for '" + id + "'");
                            var text = Text.of(id, line.strip());
                            if (!fits(id, text.gaps(), gaps))
                                throw new IllegalStateException(
                                        "%s: '%s' has the gaps %s, not %s"
                                                .formatted(file, id, text.gaps(), gaps));
                            texts.put(id, text);
                        });
        if (!lines.isEmpty())
            throw new IllegalStateException(file + ": no such prompt: " + lines.keySet());
        return texts;
    }

    /// The order of a date's words is the language's.
    private static boolean fits(String id, List<Gap> found, List<Gap> wanted) {
        return id.equals(DATE)
                ? found.size() == wanted.size() && found.containsAll(wanted)
                : found.equals(wanted);
    }

    /// Every id of a catalogue in its order, with the gaps that its text must have.
    private static Map<String, List<Gap>> gaps(boolean twelveHours) {
        var gaps = new LinkedHashMap<String, List<Gap>>();
        for (var prompt : Prompt.values()) gaps.put(prompt.id(), prompt.gaps());
        row(NUMBER, 0, Prompt.HIGHEST_NUMBER).forEach(id -> gaps.put(id, List.of()));
        timeWords(twelveHours).forEach(id -> gaps.put(id, List.of()));
        gaps.put(DATE, List.of(Gap.WEEKDAY, Gap.DAY, Gap.MONTH));
        return gaps;
    }

    private static Stream<String> timeWords(boolean twelveHours) {
        var first = twelveHours ? 1 : 0;
        var last = twelveHours ? 12 : 23;
        return Stream.<Stream<String>>of(
                        Stream.of("yesterday", "today", "tomorrow", "until"),
                        row("weekday-", 1, 7),
                        row("day-", 1, 31),
                        row("month-", 1, 12),
                        row("hour-", first, last),
                        row("until-hour-", first, last),
                        row("minute-", 1, 59),
                        twelveHours ? Stream.of("am", HALF, "midnight", "noon") : Stream.empty())
                .flatMap(words -> words);
    }

    private static Stream<String> row(String id, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> id + n);
    }
}
