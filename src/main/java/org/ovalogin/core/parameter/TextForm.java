package org.ovalogin.core.parameter;

import java.util.Optional;
import java.util.regex.Pattern;
import org.ovalogin.core.input.Check;

/// The texts that a parameter allows.
///
/// @param longest in characters
/// @param pattern empty: any characters
/// @param inWords the texts that match, for messages and the manual
/// @param lack whether there may be no text
public record TextForm(int longest, Optional<Pattern> pattern, String inWords, Lack lack) {
    /// The meaning of no text.
    public enum Lack {
        REFUSED,
        /// A request's null stands for no characters.
        BLANK,
        /// The parameter has no value then.
        NONE
    }

    public static TextForm html(int longest) {
        return new TextForm(
                longest, Optional.empty(), longest + " characters of simple HTML", Lack.BLANK);
    }

    public static TextForm like(Pattern pattern, int longest, String inWords) {
        return new TextForm(longest, Optional.of(pattern), inWords, Lack.REFUSED);
    }

    public TextForm orNone() {
        return new TextForm(longest, pattern, inWords, Lack.NONE);
    }

    void check(String name, String text) {
        if (pattern.isPresent()) Check.matches(pattern.get(), text, name, inWords);
        else Check.range(text.length(), 0, longest, name);
    }
}
