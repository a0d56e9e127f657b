package org.ovalogin.cli.language;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.Blanks;

/// A name with `*` (any characters) or `?` (one) in it, as `Get-` takes it where nothing has that
/// very name.
///
/// @param text as it was typed
public record Wildcard(String text, Pattern pattern) {
    /// Fewer letters would be found at the beginning of a word only.
    private static final Pattern SEARCHED = Pattern.compile("[\\p{L}\\p{Nd}&&[^\\p{Lm}]]{3,}");

    public static boolean in(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    public static Wildcard of(String text) {
        return new Wildcard(text, Comparison.wildcard(text));
    }

    public boolean fits(Object name) {
        return pattern.matcher(Item.text(name)).matches();
    }

    /// The longest word without a wildcard: every fitting name has it. Empty if a search would not
    /// find it everywhere in a name. The part before a backslash is left out, since it names a dial
    /// plan.
    public String literal() {
        return Arrays.stream(text.substring(text.lastIndexOf('\\') + 1).split("[*?]"))
                .flatMap(part -> SEARCHED.matcher(part).results().map(MatchResult::group))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /// Whether it fits every name of enough characters, because the text before its `*` got lost.
    public static boolean everything(String text) {
        return in(text) && text.chars().allMatch(c -> c == '*' || c == '?' || Blanks.blank(c));
    }

    public static ShellException refused() {
        return ShellException.usage(
                "a pattern that fits everything is refused before a cmdlet that changes something",
                "name what is to be changed, or leave the pattern out where all are meant");
    }
}
