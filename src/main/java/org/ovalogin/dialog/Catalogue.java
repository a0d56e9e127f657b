package org.ovalogin.dialog;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/// The wording of every prompt in every language, and the sound files it is made of.
///
/// A text without a gap is one sound, named by the prompt's id. A text with a gap, `{number}` or
/// `{digits}`, is up to two sounds around the gap, `<id>-1` before and `<id>-2` after it (none
/// where there is no text), and in the gap the sounds `number-0` … `number-24`, a digit being the
/// number of one figure.
public final class Catalogue {
    private record Text(String before, String gap, String after) {}

    private static final String NUMBER = "number-";

    private final Map<Language, Map<String, Text>> texts = new EnumMap<>(Language.class);

    /// Reads the catalogue from the class path.
    ///
    /// @throws IllegalStateException when a language lacks a prompt or has one too many
    public Catalogue() {
        for (var language : Language.values()) {
            texts.put(language, read(language));
        }
    }

    /// The text as it is spoken, with its gap filled.
    public String text(Saying saying, Language language) {
        var text = textOf(saying.prompt().id(), language);
        var filled = new ArrayList<String>();
        gap(text, saying.argument()).forEach(sound -> filled.add(textOf(sound, language).before()));
        return String.join(" ", List.of(text.before(), String.join(" ", filled), text.after()))
                .strip()
                .replaceAll(" ([.,!?])", "$1");
    }

    /// The sound files, without folder and ending, that say it.
    public List<String> sounds(Saying saying, Language language) {
        var id = saying.prompt().id();
        var text = textOf(id, language);
        if (text.gap().isEmpty()) return List.of(id);
        var sounds = new ArrayList<String>();
        if (!text.before().isEmpty()) sounds.add(id + "-1");
        sounds.addAll(gap(text, saying.argument()));
        if (!text.after().isEmpty()) sounds.add(id + "-2");
        return List.copyOf(sounds);
    }

    /// Every sound file of a language with the text it says, in the catalogue's order.
    public Map<String, String> sounds(Language language) {
        var sounds = new LinkedHashMap<String, String>();
        language(language)
                .forEach(
                        (id, text) -> {
                            if (text.gap().isEmpty()) {
                                sounds.put(id, text.before());
                            } else {
                                if (!text.before().isEmpty()) sounds.put(id + "-1", text.before());
                                if (!text.after().isEmpty()) sounds.put(id + "-2", text.after());
                            }
                        });
        return sounds;
    }

    private static List<String> gap(Text text, String argument) {
        return switch (text.gap()) {
            case "" -> List.of();
            case "{digits}" -> argument.chars().mapToObj(c -> NUMBER + (char) c).toList();
            default -> {
                var number = Integer.parseInt(argument);
                yield List.of(
                        number <= Prompt.HIGHEST_NUMBER
                                ? NUMBER + number
                                : Prompt.MORE_THAN_TWENTY.id());
            }
        };
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
        var properties = new Properties();
        try (var in = Catalogue.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("no catalogue " + file);
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var texts = new LinkedHashMap<String, Text>();
        for (var id : ids()) {
            var line = (String) properties.remove(id);
            if (line == null || line.isBlank())
                throw new IllegalStateException(file + ": no text for '" + id + "'");
            texts.put(id, split(line.strip()));
        }
        if (!properties.isEmpty())
            throw new IllegalStateException(file + ": no such prompt: " + properties.keySet());
        return texts;
    }

    private static Text split(String line) {
        for (var gap : List.of("{number}", "{digits}")) {
            var at = line.indexOf(gap);
            if (at >= 0) {
                var after = line.substring(at + gap.length()).strip();
                // a lone full stop is punctuation, not a sound
                return new Text(
                        line.substring(0, at).strip(),
                        gap,
                        after.matches("\\p{Punct}*") ? "" : after);
            }
        }
        return new Text(line, "", "");
    }

    private static List<String> ids() {
        var ids = new ArrayList<String>();
        for (var prompt : Prompt.values()) ids.add(prompt.id());
        for (var n = 0; n <= Prompt.HIGHEST_NUMBER; n++) ids.add(NUMBER + n);
        return ids;
    }
}
