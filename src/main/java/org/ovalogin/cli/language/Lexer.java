package org.ovalogin.cli.language;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ovalogin.cli.language.ScriptToken.Kind;
import org.ovalogin.cli.terminal.ShellException;
import org.ovalogin.core.input.TypedText;

/// Takes lines apart as PowerShell does where it reads arguments. Typographic quotes and dashes
/// count as plain ones, as there: lines are copied from documents.
public final class Lexer {
    private static final String DASHES = "-\u2013\u2014\u2015";
    private static final String ENDS = "|;,(){}";

    /// A line that ends with one of these goes on.
    private static final Set<Kind> NEED_MORE =
            EnumSet.of(Kind.PIPE, Kind.COMMA, Kind.OPEN_BRACE, Kind.OPEN_TABLE, Kind.NEW_LINE);

    private final ScriptText text;
    private final List<ScriptToken> tokens = new ArrayList<>();

    /// The opening of each brace that is not closed yet.
    private final Deque<Kind> braces = new ArrayDeque<>();

    private Lexer(String text) {
        this.text = new ScriptText(text);
    }

    /// @throws ShellException of kind USAGE
    static List<ScriptToken> tokens(String text) {
        if (text.indexOf(ScriptText.END) >= 0)
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
            text.skipBlanks();
            text.mark();
            if (text.done()) break;
            next();
        }
        add(Kind.END, "");
        return tokens;
    }

    private void next() {
        var c = text.peek();
        switch (c) {
            case '\n' -> endOfLine();
            case '|' -> single(Kind.PIPE);
            case ';' -> single(Kind.END_OF_STATEMENT);
            case ',' -> single(Kind.COMMA);
            case '(' -> single(Kind.OPEN);
            case ')' -> single(Kind.CLOSE);
            case '{' -> open(Kind.OPEN_BRACE);
            case '}' -> {
                braces.poll();
                single(Kind.CLOSE_BRACE);
            }
            case '<' -> {
                if (text.peek(1) != '#') throw unknown(c);
                comment();
            }
            case '#' -> {
                while (!text.done() && text.peek() != '\n') text.take();
            }
            case '>', '&' -> throw unknown(c);
            case '@' -> at();
            case '$' -> dollar();
            default -> {
                if (c == '!' && !braces.isEmpty()) single(Kind.NOT);
                else if (c == '=' && inTable()) single(Kind.EQUALS);
                else if (dash(c)) dashed();
                else word();
            }
        }
    }

    private void dashed() {
        if (Character.isLetter(text.peek(1)) || text.peek(1) == '?') parameter();
        else if (dash(text.peek(1)) && Character.isLetter(text.peek(2)))
            throw text.error("parameters begin with one dash", "");
        else word();
    }

    private void at() {
        if (text.peek(1) == '{') {
            text.take();
            open(Kind.OPEN_TABLE);
        } else if (text.peek(1) == '(') {
            if (braces.isEmpty())
                throw text.error("'@(' is not known here", "a list is written a,b");
            text.take();
            single(Kind.OPEN_LIST);
        } else {
            word();
        }
    }

    private void open(Kind kind) {
        braces.push(kind);
        single(kind);
    }

    private boolean inTable() {
        return braces.peek() == Kind.OPEN_TABLE;
    }

    private ShellException unknown(char c) {
        return text.error(
                "'" + c + "' is not known here",
                "redirect outside of the shell, or use Export-Csv; quote it where it is meant");
    }

    /// `<# … #>`, over any number of lines.
    private void comment() {
        text.take();
        text.take();
        while (text.peek() != '#' || text.peek(1) != '>') {
            if (text.done())
                throw text.error("a comment that begins with <# has no end", "close it with #>");
            text.take();
        }
        text.take();
        text.take();
    }

    /// The end of a line ends a statement, but not after what needs more.
    private void endOfLine() {
        var last = tokens.isEmpty() ? Kind.END_OF_STATEMENT : tokens.getLast().kind();
        if (!NEED_MORE.contains(last))
            add(braces.isEmpty() ? Kind.END_OF_STATEMENT : Kind.NEW_LINE, "");
        text.take();
    }

    private void parameter() {
        text.take();
        var begin = text.at();
        if (text.peek() == '?') text.take();
        else while (Character.isLetterOrDigit(text.peek()) || text.peek() == '_') text.take();
        var name = text.since(begin);
        if (text.peek() == ':') {
            text.take();
            add(Kind.PARAMETER_WITH_VALUE, name);
        } else if (atEnd()) {
            add(Kind.PARAMETER, name);
        } else {
            throw text.error(
                    "the name of a parameter has letters only, and a space or colon after it",
                    "write -Parameter value or -Parameter:value");
        }
    }

    private boolean atEnd() {
        return text.done() || ScriptText.blank(text.peek()) || ENDS.indexOf(text.peek()) >= 0;
    }

    private void dollar() {
        if (!WordReader.variableBegins(text)) {
            word();
            return;
        }
        if (text.peek(1) == '(' && braces.isEmpty()) throw text.noVariables();
        add(
                Kind.VARIABLE,
                text.peek(1) == '(' ? WordReader.subexpression(text) : WordReader.variable(text));
        if (text.peek() == '(')
            throw text.error(
                    "methods are .NET's own",
                    "a text is put together in double quotes, as in \"$($_.Name)@contoso.com\"");
        if (!atEnd() && !dash(text.peek()) && !(text.peek() == '=' && inTable()))
            throw text.error(
                    "nothing can follow a value without a space",
                    "a text with $_ in it is written in double quotes, as in \"$($_.Name)@contoso.com\"");
    }

    private void word() {
        var reader = new WordReader(text, !braces.isEmpty());
        reader.read(inTable() ? ENDS + "=" : ENDS);
        add(reader.quoted() ? Kind.STRING : Kind.WORD, reader.literal(), reader.parts());
    }

    private void single(Kind kind) {
        add(kind, "");
        text.take();
    }

    private void add(Kind kind, String value) {
        add(kind, value, List.of());
    }

    private void add(Kind kind, String value, List<Operand> parts) {
        tokens.add(new ScriptToken(kind, value, parts, text.markedLine(), text.markedColumn()));
    }
}
