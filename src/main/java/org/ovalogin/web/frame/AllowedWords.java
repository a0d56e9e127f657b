package org.ovalogin.web.frame;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Allowed values in the page's language. The core words them in English, as the REST interface and
/// the shell show them; the English texts `allowed.…` are the forms that it uses. Anything else,
/// such as a name, stays as it is.
final class AllowedWords {
    private static final String PREFIX = "allowed.";

    /// Forms with words as arguments, which may be of a form themselves. All others have numbers.
    private static final Set<String> OF_WORDS =
            Set.of(PREFIX + "or", PREFIX + "either", PREFIX + "one-of");

    /// The longest first: it is the most specific.
    private static final List<Form> FORMS =
            PageTexts.in(PageLanguage.ENGLISH).keys().stream()
                    .filter(key -> key.startsWith(PREFIX))
                    .map(Form::of)
                    .sorted(Comparator.comparingInt(form -> -form.length()))
                    .toList();

    private record Form(String key, Pattern pattern, int length) {
        static Form of(String key) {
            var text = PageTexts.in(PageLanguage.ENGLISH).text(key, "\0", "\0");
            var argument = OF_WORDS.contains(key) ? "(.+)" : "([0-9]+)";
            var pattern = Pattern.quote(text).replace("\0", "\\E" + argument + "\\Q");
            return new Form(key, Pattern.compile(pattern), text.length());
        }

        Optional<MatchResult> match(String english) {
            var matcher = pattern.matcher(english);
            return matcher.matches() ? Optional.of(matcher) : Optional.empty();
        }
    }

    private AllowedWords() {}

    static String in(PageTexts texts, String english) {
        for (var form : FORMS) {
            var match = form.match(english);
            if (match.isPresent()) return texts.text(form.key(), arguments(texts, match.get()));
        }
        return english;
    }

    private static Object[] arguments(PageTexts texts, MatchResult match) {
        return IntStream.rangeClosed(1, match.groupCount())
                .mapToObj(i -> in(texts, match.group(i)))
                .toArray();
    }
}
