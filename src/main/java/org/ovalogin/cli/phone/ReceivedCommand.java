package org.ovalogin.cli.phone;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One AGI command, split into words as Asterisk does (`parse_args` in res_agi.c): between two `"`
/// blanks belong to the word, and `\` takes the next character literally.
///
/// @param words at least one, which may be empty: the words of the command's name, then its
///   arguments
record ReceivedCommand(List<String> words) {
    /// The input that C's `%d` accepts: a number, followed by anything.
    private static final Pattern NUMBER = Pattern.compile("\\s*([-+]?\\d{1,9}).*");

    private static final Pattern SECONDS = Pattern.compile("\\s*([-+]?\\d{1,9}(?:\\.\\d{0,9})?).*");

    static ReceivedCommand of(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var inWord = false;
        var quoted = false;
        var escaped = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '"' && !escaped) {
                quoted = !quoted;
                inWord |= quoted;
            } else if (c == '\\' && !escaped) {
                escaped = true;
            } else if ((c == ' ' || c == '\t') && !quoted && !escaped) {
                if (inWord) words.add(word.toString());
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
                escaped = false;
            }
        }
        if (inWord) words.add(word.toString());
        return new ReceivedCommand(List.copyOf(words));
    }

    /// Whether it begins with these words, in any case.
    boolean is(List<String> name) {
        if (words.size() < name.size()) return false;
        for (var i = 0; i < name.size(); i++) {
            if (!words.get(i).equalsIgnoreCase(name.get(i))) return false;
        }
        return true;
    }

    String word(int index) {
        return words.get(index);
    }

    String wordOr(int index, String otherwise) {
        return index < words.size() ? words.get(index) : otherwise;
    }

    static Optional<Integer> number(String word) {
        var found = NUMBER.matcher(word);
        return found.matches() ? Optional.of(Integer.valueOf(found.group(1))) : Optional.empty();
    }

    static Optional<Double> seconds(String word) {
        var found = SECONDS.matcher(word);
        return found.matches() ? Optional.of(Double.valueOf(found.group(1))) : Optional.empty();
    }
}
