package org.ovalogin.call.dialog;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.ovalogin.core.input.Language;

/// The text of every prompt in every language, and the sound files that make it up.
///
/// A text without a gap is one sound, named by the prompt's id. A text with a gap, `{number}` or
/// `{digits}`, has a sound `<id>-1` before the gap and `<id>-2` after it. A side without words has
/// no sound. The gap itself is filled with the sounds `number-0` … `number-60`; a digit is the
/// number of one figure.
public final class Catalogue {
    private record Text(String before, String gap, String after) {
        /// False for an empty part or a lone full stop, which have no sound.
        static boolean spoken(String part) {
            return part.chars().anyMatch(Character::isLetter);
        }
    }

    private static final String DIGITS = "{digits}";
    private static final String COUNT = "{number}";

    /// The gaps that the dialog fills. All other prompts are complete.
    private static final Map<Prompt, String> GAPS =
            Map.of(
                    Prompt.MAILBOX, DIGITS,
                    Prompt.NEW_PIN, COUNT,
                    Prompt.PIN_TOO_SHORT, COUNT,
                    Prompt.FAILED_ATTEMPTS_SINCE, COUNT,
                    Prompt.NEW_MESSAGES, COUNT,
                    Prompt.PIN_EXPIRES_IN, COUNT);

    /// Prompts that say "more than twenty" beyond [Prompt#HIGHEST_COUNT].
    private static final Set<Prompt> COUNTS =
            EnumSet.of(Prompt.FAILED_ATTEMPTS_SINCE, Prompt.NEW_MESSAGES);

    private static final String NUMBER = "number-";

    private final Map<Language, Map<String, Text>> texts = new EnumMap<>(Language.class);

    /// Reads the catalogue from the class path.
    ///
    /// @throws IllegalStateException if a language lacks a prompt or has an extra one, or if a
    ///   prompt's gap is not the one that the dialog fills
    public Catalogue() {
        for (var language : Language.values()) {
            texts.put(language, read(language));
        }
    }

    /// The text as it is spoken, with its gap filled.
    public String text(Saying saying, Language language) {
        var text = textOf(saying.prompt().id(), language);
        var filled = new ArrayList<String>();
        gap(text, saying).forEach(sound -> filled.add(textOf(sound, language).before()));
        return String.join(" ", List.of(text.before(), String.join(" ", filled), text.after()))
                .strip()
                // remove the gap's own space before punctuation
                .replaceAll(" ([.,!?])", "$1");
    }

    /// The sound files of the saying, without folder and ending.
    public List<String> sounds(Saying saying, Language language) {
        var id = saying.prompt().id();
        var text = textOf(id, language);
        if (text.gap().isEmpty()) return List.of(id);
        var sounds = new ArrayList<String>();
        if (Text.spoken(text.before())) sounds.add(id + "-1");
        sounds.addAll(gap(text, saying));
        if (Text.spoken(text.after())) sounds.add(id + "-2");
        return List.copyOf(sounds);
    }

    /// Every sound file of a language with its text, in the catalogue's order.
    public Map<String, String> sounds(Language language) {
        var sounds = new LinkedHashMap<String, String>();
        language(language)
                .forEach(
                        (id, text) -> {
                            if (text.gap().isEmpty()) {
                                sounds.put(id, text.before());
                            } else {
                                if (Text.spoken(text.before()))
                                    sounds.put(id + "-1", text.before());
                                if (Text.spoken(text.after())) sounds.put(id + "-2", text.after());
                            }
                        });
        return sounds;
    }

    private static List<String> gap(Text text, Saying saying) {
        var argument = saying.argument();
        if (!text.gap().isEmpty() && argument.isEmpty())
            throw new IllegalArgumentException(
                    "no value for %s in '%s'".formatted(text.gap(), text.before()));
        return switch (text.gap()) {
            case "" -> List.of();
            case DIGITS -> argument.chars().mapToObj(c -> NUMBER + (char) c).toList();
            default -> {
                var number = Integer.parseInt(argument);
                yield List.of(
                        number <= highest(saying.prompt())
                                ? NUMBER + number
                                : Prompt.MORE_THAN_TWENTY.id());
            }
        };
    }

    private static int highest(Prompt prompt) {
        return COUNTS.contains(prompt) ? Prompt.HIGHEST_COUNT : Prompt.HIGHEST_NUMBER;
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
        var file = "prompts/" + language.code() + ".properties";
        var lines = load(file);
        var texts = new LinkedHashMap<String, Text>();
        gaps().forEach(
                        (id, gap) -> {
                            var line = (String) lines.remove(id);
                            if (line == null || !Text.spoken(line))
                                throw new IllegalStateException(
                                        file + ": no text for '" + id + "'");
                            var text = split(line.strip());
                            if (!text.gap().equals(gap))
                                throw new IllegalStateException(
                                        "%s: '%s' has the gap '%s', not '%s'"
                                                .formatted(file, id, text.gap(), gap));
                            texts.put(id, text);
                        });
        if (!lines.isEmpty())
            throw new IllegalStateException(file + ": no such prompt: " + lines.keySet());
        return texts;
    }

    private static Properties load(String file) {
        var lines = new Properties();
        try (var in = Catalogue.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("no catalogue " + file);
            lines.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    private static Text split(String line) {
        for (var gap : List.of(COUNT, DIGITS)) {
            var at = line.indexOf(gap);
            if (at >= 0)
                return new Text(
                        line.substring(0, at).strip(),
                        gap,
                        line.substring(at + gap.length()).strip());
        }
        return new Text(line, "", "");
    }

    /// Every id of a catalogue in its order, with the gap that its text must have.
    private static Map<String, String> gaps() {
        var gaps = new LinkedHashMap<String, String>();
        for (var prompt : Prompt.values()) gaps.put(prompt.id(), GAPS.getOrDefault(prompt, ""));
        for (var n = 0; n <= Prompt.HIGHEST_NUMBER; n++) gaps.put(NUMBER + n, "");
        return gaps;
    }
}
