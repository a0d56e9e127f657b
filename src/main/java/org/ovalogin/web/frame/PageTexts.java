package org.ovalogin.web.frame;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.text.MessageFormat;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/// The texts of the pages in one language. Immutable.
public final class PageTexts {
    private static final Map<PageLanguage, PageTexts> ALL = new EnumMap<>(PageLanguage.class);

    static {
        for (var language : PageLanguage.values()) ALL.put(language, new PageTexts(language));
    }

    private final PageLanguage language;
    private final Properties patterns = new Properties();

    private PageTexts(PageLanguage language) {
        this.language = language;
        var file = "messages_" + language.tag() + ".properties";
        try (var in = Objects.requireNonNull(PageTexts.class.getResourceAsStream(file), file)) {
            patterns.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PageTexts in(PageLanguage language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    public PageLanguage language() {
        return language;
    }

    Set<String> keys() {
        return patterns.stringPropertyNames();
    }

    public boolean has(String key) {
        return patterns.containsKey(key);
    }

    /// The plain label of a parameter; of any other field its name.
    ///
    /// @param name Exchange's
    public String label(String name) {
        var key = "label." + name;
        return has(key) ? text(key) : name;
    }

    /// The keys that begin so, in the order of their texts.
    public List<String> beginning(String prefix) {
        return keys().stream()
                .filter(key -> key.startsWith(prefix))
                .sorted(
                        Comparator.comparing(
                                this::pattern, Collator.getInstance(language.locale())))
                .toList();
    }

    String pattern(String key) {
        var pattern = patterns.getProperty(key);
        if (pattern == null) throw new IllegalArgumentException("no text '" + key + "'");
        return pattern;
    }

    /// A text with its arguments filled in by [MessageFormat]; plain text, not yet HTML. An
    /// argument written from right to left does not turn the words around it.
    ///
    /// @throws IllegalArgumentException if the text does not exist
    public String text(String key, Object... arguments) {
        return new MessageFormat(pattern(key), language.locale())
                .format(Stream.of(arguments).map(PageTexts::isolated).toArray());
    }

    private static Object isolated(Object argument) {
        return argument instanceof String text ? Directions.isolated(text) : argument;
    }
}
