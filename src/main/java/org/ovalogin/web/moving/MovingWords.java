package org.ovalogin.web.moving;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Finding;
import org.ovalogin.web.frame.Findings;
import org.ovalogin.web.frame.PageLanguage;
import org.ovalogin.web.frame.PageTexts;

/// The words of plans and imports in the page's language. The core words them in English, as the
/// shell shows them; the English texts `moving.said.…` are the forms that it uses. Anything else
/// stays as it is.
public final class MovingWords {
    private static final String PREFIX = "moving.said.";

    /// The longest first: it is the most specific.
    private static final List<Form> FORMS =
            Stream.concat(
                            PageTexts.in(PageLanguage.ENGLISH).beginning(PREFIX).stream()
                                    .map(Said::of),
                            Arrays.stream(Fault.values()).map(Faulty::of))
                    .sorted(
                            Comparator.comparingInt(
                                    (Form form) -> -form.pattern().pattern().length()))
                    .toList();

    /// Stand for the two arguments; no text has them.
    private static final String FIRST = "\u2042\u2460";

    private static final String SECOND = "\u2042\u2461";

    private sealed interface Form {
        Pattern pattern();
    }

    private record Said(String key, Pattern pattern) implements Form {
        static Form of(String key) {
            var english = PageTexts.in(PageLanguage.ENGLISH).text(key, FIRST, SECOND);
            return new Said(key, MovingWords.pattern(english));
        }
    }

    private record Faulty(Fault fault, Pattern pattern) implements Form {
        static Form of(Fault fault) {
            var english = new Finding("", fault, FIRST, SECOND).message();
            return new Faulty(fault, MovingWords.pattern(english));
        }
    }

    private MovingWords() {}

    private static Pattern pattern(String english) {
        return Pattern.compile(
                Pattern.quote(round(english))
                        .replaceFirst(FIRST, "\\\\E(?<first>.*)\\\\Q")
                        .replaceFirst(SECOND, "\\\\E(?<second>.*)\\\\Q")
                        .replace(FIRST, "\\E.*\\Q"));
    }

    public static String in(PageTexts texts, String english) {
        for (var form : FORMS) {
            var match = form.pattern().matcher(round(english));
            if (!match.matches()) continue;
            var first = argument(match, "first");
            var second = argument(match, "second");
            return switch (form) {
                case Said(var key, _) -> texts.text(key, first, second);
                case Faulty(var fault, _) ->
                        Findings.of(texts, List.of(new Finding("", fault, first, second)))
                                .all()
                                .getFirst();
            };
        }
        return english;
    }

    /// Our texts have no straight apostrophes, which a message's pattern takes for its own.
    private static String round(String text) {
        return text.replace('\'', '\u2019');
    }

    private static String argument(Matcher match, String name) {
        return match.namedGroups().containsKey(name) ? match.group(name) : "";
    }
}
