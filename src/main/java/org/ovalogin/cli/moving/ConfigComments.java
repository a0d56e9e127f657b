package org.ovalogin.cli.moving;

import java.util.Arrays;
import java.util.Optional;

/// Takes the comments out of configuration lines, one after the other, as Asterisk's
/// config_text_file_load (main/config.c) does: `;` up to the end of the line, `;--` up to `--;`
/// over lines and nested, `\;` for a semicolon.
final class ConfigComments {
    /// Asterisk's MAX_NESTED_COMMENTS.
    private static final int DEEPEST = 128;

    private static final char END = '\0';

    /// Negative after a `--;` that closes nothing: Asterisk reads no line until the next `;--`.
    private int depth;

    private char[] chars = {};
    private int[] offsets = {};

    /// Beginning of the visible text; negative inside a comment.
    private int visible;

    /// Start of the search for the next semicolon.
    private int next;

    /// Depth of comments after the last line.
    int depth() {
        return depth;
    }

    /// The line without comments and outer blanks; empty where nothing is left.
    Optional<SourceText> visible(ConfigFile file, int from, int to) {
        fill(file.bytes(), from, to);
        visible = depth == 0 ? 0 : -1;
        next = 0;
        for (var at = end(next, ';'); chars[at] == ';'; at = end(next, ';')) semicolon(at);
        if (visible < 0) return Optional.empty();
        var end = end(visible, END);
        var text =
                new SourceText(
                                file,
                                new String(chars, visible, end - visible),
                                Arrays.copyOfRange(offsets, visible, end + 1))
                        .stripped();
        return text.length() == 0 ? Optional.empty() : Optional.of(text);
    }

    /// The zeros at the end spare each look ahead a check.
    private void fill(byte[] bytes, int from, int to) {
        chars = new char[to - from + 4];
        offsets = new int[chars.length];
        for (var i = 0; i < chars.length; i++) {
            if (from + i < to) chars[i] = (char) (bytes[from + i] & 0xFF);
            offsets[i] = Math.min(from + i, to);
        }
    }

    private void semicolon(int at) {
        if (at > next && chars[at - 1] == '\\') {
            move(at, at - 1);
            next = at;
        } else if (begins(at)) {
            chars[at] = END;
            next = at + 3;
            depth++;
        } else if (at >= next + 2 && chars[at - 1] == '-' && chars[at - 2] == '-') {
            close(at);
        } else if (depth == 0) {
            chars[at] = END;
            next = at;
        } else next = at + 1;
    }

    /// `;---` is a line of dashes.
    private boolean begins(int at) {
        return depth < DEEPEST
                && chars[at + 1] == '-'
                && chars[at + 2] == '-'
                && chars[at + 3] != '-';
    }

    private void close(int at) {
        depth--;
        next = at + 1;
        if (depth != 0) return;
        if (visible < 0) visible = next;
        else {
            var end = end(visible, END);
            move(next, end);
            next = end;
        }
    }

    /// Moves the rest of the line to the left.
    private void move(int from, int to) {
        var length = end(from, END) + 1 - from;
        System.arraycopy(chars, from, chars, to, length);
        System.arraycopy(offsets, from, offsets, to, length);
    }

    /// Index of the next such character, or of the text's end.
    private int end(int from, char sought) {
        var at = from;
        while (chars[at] != sought && chars[at] != END) at++;
        return at;
    }
}
