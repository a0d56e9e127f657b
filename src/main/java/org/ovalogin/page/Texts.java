package org.ovalogin.page;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;

/// What the pages say in one language. Immutable.
public final class Texts {
    private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

    static {
        for (var language : Language.values()) ALL.put(language, new Texts(language));
    }

    private final Language language;
    private final Properties patterns = new Properties();

    private Texts(Language language) {
        this.language = language;
        var file = "messages_" + language.tag() + ".properties";
        try (var in = Objects.requireNonNull(Texts.class.getResourceAsStream(file), file)) {
            patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Texts in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    Language language() {
        return language;
    }

    Set<String> keys() {
        return patterns.stringPropertyNames();
    }

    boolean has(String key) {
        return patterns.containsKey(key);
    }

    String pattern(String key) {
        var pattern = patterns.getProperty(key);
        if (pattern == null) throw new IllegalArgumentException("no text '" + key + "'");
        return pattern;
    }

    /// A text with its arguments in their places, after [MessageFormat]; as text, not yet as HTML.
    ///
    /// @throws IllegalArgumentException when there is no such text
    String text(String key, Object... arguments) {
        return new MessageFormat(pattern(key), language.locale()).format(arguments);
    }
}
