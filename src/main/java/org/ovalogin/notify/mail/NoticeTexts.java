package org.ovalogin.notify.mail;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.LanguageFile;
import org.ovalogin.core.input.TimeZone;

/// The texts of the notices in one language, from the folder `notices`. Immutable.
final class NoticeTexts {
    private static final Pattern GAP = Pattern.compile("\\{([a-z]+)}");

    private static final Map<Language, NoticeTexts> ALL =
            Arrays.stream(Language.values())
                    .collect(Collectors.toUnmodifiableMap(language -> language, NoticeTexts::new));

    private final Properties texts;
    private final Language language;

    private NoticeTexts(Language language) {
        this.language = language;
        this.texts = LanguageFile.read(NoticeTexts.class, "notices", language);
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

    /// With its preposition and zone: "on 3 May 2026 at 14:05 (Europe/Paris)". An hour that clocks
    /// show twice, when they are set back, also has its offset.
    String moment(ZonedDateTime at) {
        var zone = at.getZone();
        var twice = zone.getRules().getValidOffsets(at.toLocalDateTime()).size() > 1;
        var offset = twice ? ", UTC" + at.getOffset() : "";
        var format = DateTimeFormatter.ofPattern(pattern(at), language.locale());
        return "%s (%s%s)".formatted(format.format(at), TimeZone.title(zone), offset);
    }

    /// Some days and one o'clock have a form of their own: « 1er », «a la 01:05», «l’8»,
    /// «all’01:05».
    private String pattern(ZonedDateTime at) {
        var day = at.getDayOfMonth();
        var one = at.getHour() == 1;
        return switch (language) {
            case EN, EN_GB -> "'on' d MMMM uuuu 'at' HH:mm";
            case FR -> "'le' d" + (day == 1 ? "'er'" : "") + " MMMM uuuu 'à' H'\u00A0h\u00A0'mm";
            case DE -> "'am' d. MMMM uuuu 'um' HH:mm 'Uhr'";
            case ES -> "'el' d 'de' MMMM 'de' uuuu 'a la" + (one ? "" : "s") + "' HH:mm";
            case IT ->
                    (day == 8 || day == 11 ? "'l’'" : "'il' ")
                            + "d MMMM uuuu "
                            + (one ? "'all’'" : "'alle' ")
                            + "HH:mm";
        };
    }

    /// Leaves out lines whose values are empty, such as an unknown number to call.
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
