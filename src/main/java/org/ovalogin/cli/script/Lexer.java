package org.ovalogin.cli.script;

import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.script.ScriptToken.Kind;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.TypedText;

/// Takes lines apart as PowerShell does where it reads arguments. Typographic quotes and dashes
/// count as plain ones, as there: lines are copied from documents.
public final class Lexer {
    private static final String SINGLE_QUOTES = "'\u2018\u2019\u201A\u201B";
    private static final String DOUBLE_QUOTES = "\"\u201C\u201D\u201E";
    private static final String DASHES = "-\u2013\u2014\u2015";
    private static final char END = '\0';

    private final String text;
    private final List<ScriptToken> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private int tokenLine;
    private int tokenColumn;
    private int braces;

    private Lexer(String text) {
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /// @throws ShellException of kind USAGE
    static List<ScriptToken> tokens(String text) {
        if (text.indexOf(END) >= 0)
            throw ShellException.usage("the line has a NUL character in it", "");
        if (TypedText.lost(text))
            throw ShellException.usage(
                    "the line has a character in it that was lost (U+FFFD)",
                    "the terminal or an editor could not read it; type it again, in UTF-8");
        return new Lexer(text).run();
    }

    public static boolean dash(char c) {
        return DASHES.indexOf(c) >= 0;
    }

    private List<ScriptToken> run() {
        while (true) {
            skipBlanks();
            tokenLine = line;
            tokenColumn = at - lineStart + 1;
            if (at >= text.length()) break;
            next();
        }
        add(Kind.END, "");
        return tokens;
    }

    private void next() {
        var c = text.charAt(at);
        switch (c) {
            case '\n' -> endOfLine();
            case '|' -> single(Kind.PIPE);
            case ';' -> single(Kind.END_OF_STATEMENT);
            case ',' -> single(Kind.COMMA);
            case '(' -> single(Kind.OPEN);
            case ')' -> single(Kind.CLOSE);
            case '{' -> {
                braces++;
                single(Kind.OPEN_BRACE);
            }
            case '}' -> {
                braces = Math.max(0, braces - 1);
                single(Kind.CLOSE_BRACE);
            }
            case '<' -> {
                if (peek(1) != '#') throw unknown(c);
                comment();
            }
            case '#' -> {
                while (peek(0) != END && peek(0) != '\n') at++;
            }
            case '>', '&' -> throw unknown(c);
            case '$' -> dollar();
            default -> {
                if (c == '!' && braces > 0) single(Kind.NOT);
                else if (c == '@' && (peek(1) == '{' || peek(1) == '('))
                    throw error("'@" + peek(1) + "' is not known here", "a list is written a,b");
                else if (dash(c) && (Character.isLetter(peek(1)) || peek(1) == '?')) parameter();
                else if (dash(c) && dash(peek(1)) && Character.isLetter(peek(2)))
                    throw error("parameters begin with one dash", "");
                else word();
            }
        }
    }

    private ShellException unknown(char c) {
        return error(
                "'" + c + "' is not known here",
                "redirect outside of the shell, or use Export-Csv; quote it where it is meant");
    }

    /// `<# … #>`, over any number of lines.
    private void comment() {
        at += 2;
        while (peek(0) != '#' || peek(1) != '>') {
            if (at >= text.length())
                throw error("a comment that begins with <# has no end", "close it with #>");
            if (peek(0) == '\n') newLine();
            else at++;
        }
        at += 2;
    }

    /// The end of a line ends a statement, but not within braces, and not after what needs more.
    private void endOfLine() {
        var last = tokens.isEmpty() ? Kind.END_OF_STATEMENT : tokens.getLast().kind();
        if (braces == 0 && last != Kind.PIPE && last != Kind.COMMA) add(Kind.END_OF_STATEMENT, "");
        newLine();
    }

    private void newLine() {
        at++;
        line++;
        lineStart = at;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            if (lineGoesOn()) {
                at += peek(1) == '\r' ? 2 : 1;
                newLine();
            } else if (peek(0) != '\n' && blank(peek(0))) {
                at++;
            } else {
                return;
            }
        }
    }

    /// A backtick before the end of a line.
    private boolean lineGoesOn() {
        return peek(0) == '`' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'));
    }

    private static boolean blank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private void parameter() {
        var begin = ++at;
        if (peek(0) == '?') at++;
        else while (Character.isLetterOrDigit(peek(0)) || peek(0) == '_') at++;
        var name = text.substring(begin, at);
        if (peek(0) == ':') {
            at++;
            add(Kind.PARAMETER_WITH_VALUE, name);
        } else if (at >= text.length() || blank(peek(0)) || "|;,(){}".indexOf(peek(0)) >= 0) {
            add(Kind.PARAMETER, name);
        } else {
            throw error(
                    "the name of a parameter has letters only, and a space or colon after it",
                    "write -Parameter value or -Parameter:value");
        }
    }

    private void dollar() {
        if (!variableBegins(1)) {
            word();
            return;
        }
        var begin = ++at;
        while (Character.isLetterOrDigit(peek(0)) || peek(0) == '_' || peek(0) == '.') at++;
        if (begin == at) throw noVariables();
        add(Kind.VARIABLE, text.substring(begin, at));
    }

    private boolean variableBegins(int ahead) {
        var c = peek(ahead);
        return Character.isLetter(c) || c == '_' || c == '(' || c == '{' || c == '?' || c == '^';
    }

    private void word() {
        var begin = at;
        var word = new StringBuilder();
        var quoted = false;
        while (at < text.length()) {
            var c = peek(0);
            if (c == '\n' || blank(c) || "|;,(){}".indexOf(c) >= 0) break;
            if (SINGLE_QUOTES.indexOf(c) >= 0) {
                quoted |= at == begin;
                singleQuoted(word);
            } else if (DOUBLE_QUOTES.indexOf(c) >= 0) {
                quoted |= at == begin;
                doubleQuoted(word);
            } else if (c == '`') {
                if (lineGoesOn()) break;
                escaped(word);
            } else {
                if (c == '$' && variableBegins(1)) throw noVariables();
                word.append(c);
                at++;
            }
        }
        add(quoted ? Kind.STRING : Kind.WORD, word.toString());
    }

    private void singleQuoted(StringBuilder word) {
        at++;
        while (true) {
            var c = taken("'");
            if (SINGLE_QUOTES.indexOf(c) < 0) word.append(c);
            else if (SINGLE_QUOTES.indexOf(peek(0)) >= 0 && at < text.length()) {
                word.append(c);
                at++;
            } else return;
        }
    }

    private void doubleQuoted(StringBuilder word) {
        at++;
        while (true) {
            if (peek(0) == '`') {
                escaped(word);
                continue;
            }
            if (peek(0) == '$' && variableBegins(1)) throw noVariables();
            var c = taken("\"");
            if (DOUBLE_QUOTES.indexOf(c) < 0) word.append(c);
            else if (at < text.length() && DOUBLE_QUOTES.indexOf(peek(0)) >= 0) {
                word.append(c);
                at++;
            } else return;
        }
    }

    private char taken(String quote) {
        if (at >= text.length())
            throw error("a text that begins with " + quote + " has no end", "close the quote");
        var c = text.charAt(at);
        if (c == '\n') newLine();
        else at++;
        return c;
    }

    private void escaped(StringBuilder word) {
        at++;
        if (at >= text.length()) throw error("nothing follows the ` at the end", "");
        var c = peek(0);
        if (c == '\n') newLine();
        else at++;
        word.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> c;
                });
    }

    private void single(Kind kind) {
        add(kind, "");
        at++;
    }

    private void add(Kind kind, String value) {
        tokens.add(new ScriptToken(kind, value, tokenLine, tokenColumn));
    }

    private char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : END;
    }

    private ShellException noVariables() {
        return error(
                "there are no variables but $true, $false, $null and, within braces, $_",
                "single quotes keep a $ as it is");
    }

    private ShellException error(String message, String hint) {
        var said = "%s (at character %d)".formatted(message, tokenColumn);
        return ShellException.usage(said, hint).inLine(text.indexOf('\n') < 0 ? 0 : tokenLine);
    }
}
