package org.ovalogin.cli.language;

import org.ovalogin.cli.terminal.ShellException;

/// Position in the characters of a script.
final class ScriptText {
    static final char END = '\0';

    private final String text;
    private int at;
    private int line = 1;
    private int lineStart;
    private int markedLine = 1;
    private int markedColumn = 1;

    ScriptText(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    boolean done() {
        return at >= text.length();
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    char take() {
        var c = text.charAt(at++);
        if (c == '\n') {
            line++;
            lineStart = at;
        }
        return c;
    }

    int at() {
        return at;
    }

    String since(int begin) {
        return text.substring(begin, at);
    }

    /// Names this place in later errors.
    void mark() {
        markedLine = line;
        markedColumn = at - lineStart + 1;
    }

    int markedLine() {
        return markedLine;
    }

    int markedColumn() {
        return markedColumn;
    }

    /// Whether a backtick before the end of a line comes next.
    boolean lineGoesOn() {
        return peek() == '`' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'));
    }

    void skipBlanks() {
        while (!done()) {
            if (lineGoesOn()) {
                while (peek() != '\n') take();
                take();
            } else if (peek() != '\n' && blank(peek())) {
                take();
            } else {
                return;
            }
        }
    }

    static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    ShellException noVariables() {
        return error(
                "there are no variables but $true, $false, $null and, within braces, $_",
                "single quotes keep a $ as it is");
    }

    /// Tells the marked place.
    ShellException error(String message, String hint) {
        var said = "%s (at character %d)".formatted(message, markedColumn);
        return ShellException.usage(said, hint).inLine(text.indexOf('\n') < 0 ? 0 : markedLine);
    }
}
