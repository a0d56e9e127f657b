package org.ovalogin.docs;

import java.util.ArrayList;
import java.util.List;

/// The words of a command line as the operating system's shell parts them, up to the first thing
/// that ends a command: a pipe, a redirection, a comment.
public final class Words {
    private final String line;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    public static List<String> of(String line) {
        return new Words(line).read();
    }

    private List<String> read() {
        var words = new ArrayList<String>();
        while (at < line.length()) {
            var c = line.charAt(at);
            if (c == ' ') at++;
            else if ("#|<>&;".indexOf(c) >= 0) break;
            else words.add(word());
        }
        return words;
    }

    private String word() {
        var word = new StringBuilder();
        while (at < line.length() && " |<>&;".indexOf(line.charAt(at)) < 0) {
            var c = line.charAt(at++);
            if (c == '\'' || c == '"') {
                var end = line.indexOf(c, at);
                if (end < 0) throw new IllegalArgumentException("no closing quote: " + line);
                word.append(line, at, end);
                at = end + 1;
            } else {
                word.append(c);
            }
        }
        return word.toString();
    }
}
