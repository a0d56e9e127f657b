package org.ovalogin.notify.mail;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.TimeZone;

/// The wording of the notices in one language, from `notices/<language>.properties`. Immutable.
final class NoticeTexts {
    private static final Pattern GAP = Pattern.compile("\\{([a-z]+)}");

    private static final Map<Language, NoticeTexts> ALL =
            Arrays.stream(Language.values())
                    .collect(Collectors.toUnmodifiableMap(language -> language, NoticeTexts::new));

    private final Properties texts = new Properties();
    private final DateTimeFormatter moment;

    private NoticeTexts(Language language) {
        var pattern =
                switch (language) {
                    case EN -> "'on' d MMMM uuuu, HH:mm";
                    case FR -> "'le' d MMMM uuuu 'à' HH:mm";
                    case DE -> "'am' d. MMMM uuuu 'um' HH:mm 'Uhr'";
                    case ES -> "'el' d 'de' MMMM 'de' uuuu 'a las' HH:mm";
                    case IT -> "'il' d MMMM uuuu 'alle' HH:mm";
                };
        moment = DateTimeFormatter.ofPattern(pattern, Locale.of(language.code()));
        var file = "notices/" + language.code() + ".properties";
        try (var in = NoticeTexts.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException("no texts " + file);
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static NoticeTexts in(Language language) {
        return Optional.ofNullable(ALL.get(language)).orElseThrow();
    }

    String subject(LetterText text) {
        return text(text.key() + ".subject", Map.of());
    }

    /// The letter's paragraphs, the signature last.
    ///
    /// @param additions keys of sentences that follow the text
    List<String> paragraphs(LetterText text, Map<String, String> values, List<String> additions) {
        var sentences =
                additions.stream().map(key -> text(key, values)).collect(Collectors.joining("\n"));
        return Stream.of(
                        text(text.isForSomebody() ? "greeting-somebody" : "greeting", values),
                        text(text.key() + ".body", values),
                        sentences,
                        text("signature", values))
                .filter(p -> !p.isEmpty())
                .toList();
    }

    /// With its preposition and zone: "on 3 May 2026, 14:05 (Europe/Paris)". An hour that clocks
    /// show twice, when they are set back, has the offset too.
    String moment(ZonedDateTime at) {
        var zone = at.getZone();
        var twice = zone.getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
        var offset = twice ? ", UTC" + at.getOffset() : "";
        return "%s (%s%s)".formatted(moment.format(at), TimeZone.title(zone), offset);
    }

    /// Without the lines that have nothing to say, such as the number to call where none is known.
    String text(String key, Map<String, String> values) {
        return texts.getProperty(key, "")
                .lines()
                .filter(line -> GAP.matcher(line).results().noneMatch(gap -> empty(gap, values)))
                .map(line -> GAP.matcher(line).replaceAll(gap -> quoted(gap, values)))
                .collect(Collectors.joining("\n"));
    }

    private static boolean empty(MatchResult gap, Map<String, String> values) {
        return values.getOrDefault(gap.group(1), "").isEmpty();
    }

    private static String quoted(MatchResult gap, Map<String, String> values) {
        return Matcher.quoteReplacement(values.getOrDefault(gap.group(1), ""));
    }
}
