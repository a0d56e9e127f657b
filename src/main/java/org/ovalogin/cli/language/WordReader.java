package org.ovalogin.cli.language;

import java.util.ArrayList;
import java.util.List;
import org.ovalogin.cli.terminal.ShellException;

/// Reads one word or string: quotes, escapes, and within braces `$_` and `$($_.Property)`.
final class WordReader {
    private static final String SINGLE_QUOTES = "'\u2018\u2019\u201A\u201B";
    private static final String DOUBLE_QUOTES = "\"\u201C\u201D\u201E";

    private final ScriptText text;
    private final boolean inBraces;
    private final StringBuilder literal = new StringBuilder();
    private final List<Operand> parts = new ArrayList<>();
    private boolean quoted;

    /// @param inBraces whether `$_` is known
    WordReader(ScriptText text, boolean inBraces) {
        this.text = text;
        this.inBraces = inBraces;
    }

    static boolean quote(char c) {
        return SINGLE_QUOTES.indexOf(c) >= 0 || DOUBLE_QUOTES.indexOf(c) >= 0;
    }

    /// @param ends characters that end it, beside blanks
    void read(String ends) {
        var begin = text.at();
        while (!text.done()) {
            var c = text.peek();
            if (c == '\n' || ScriptText.blank(c) || ends.indexOf(c) >= 0) return;
            if (quote(c)) {
                quoted |= text.at() == begin;
                quotes();
            } else if (c == '`') {
                if (text.lineGoesOn()) return;
                escaped();
            } else if (c == '$' && variableBegins(text)) {
                interpolated();
            } else {
                literal.append(text.take());
            }
        }
    }

    /// Whether it began with a quote.
    boolean quoted() {
        return quoted;
    }

    /// The text, where nothing is to be put into it.
    String literal() {
        return parts.isEmpty() ? literal.toString() : "";
    }

    /// The texts and values that it consists of; empty for a plain text.
    List<Operand> parts() {
        if (!parts.isEmpty()) part();
        return List.copyOf(parts);
    }

    /// The text between two quotes, which come next.
    void quotes() {
        if (SINGLE_QUOTES.indexOf(text.peek()) >= 0) singleQuoted();
        else doubleQuoted();
    }

    private void singleQuoted() {
        text.take();
        while (true) {
            var c = taken("'");
            if (SINGLE_QUOTES.indexOf(c) < 0) {
                literal.append(c);
            } else if (!text.done() && SINGLE_QUOTES.indexOf(text.peek()) >= 0) {
                literal.append(c);
                text.take();
            } else {
                return;
            }
        }
    }

    private void doubleQuoted() {
        text.take();
        while (true) {
            if (text.peek() == '`') {
                escaped();
                continue;
            }
            if (text.peek() == '$' && variableBegins(text)) {
                interpolated();
                continue;
            }
            var c = taken("\"");
            if (DOUBLE_QUOTES.indexOf(c) < 0) {
                literal.append(c);
            } else if (!text.done() && DOUBLE_QUOTES.indexOf(text.peek()) >= 0) {
                literal.append(c);
                text.take();
            } else {
                return;
            }
        }
    }

    private char taken(String quote) {
        if (text.done())
            throw text.error("a text that begins with " + quote + " has no end", "close the quote");
        return text.take();
    }

    private void escaped() {
        text.take();
        if (text.done()) throw text.error("nothing follows the ` at the end", "");
        var c = text.take();
        literal.append(
                switch (c) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> c;
                });
    }

    private void interpolated() {
        if (!inBraces) throw text.noVariables();
        var operand =
                text.peek(1) == '('
                        ? Operand.ofVariable(subexpression(text))
                        : Operand.ofVariable(bare());
        if (operand.isEmpty() || operand.get() instanceof Operand.Constant)
            throw text.noVariables();
        part();
        parts.add(operand.get());
    }

    private String bare() {
        text.take();
        var begin = text.at();
        while (letter(text.peek())) text.take();
        if (text.peek() == '.' && letter(text.peek(1)))
            throw text.error(
                    "a property within a text is written $($_.Name)",
                    "PowerShell would put in all of $_ here, and then a dot");
        return text.since(begin);
    }

    private void part() {
        if (literal.isEmpty()) return;
        parts.add(new Operand.Constant(literal.toString()));
        literal.setLength(0);
    }

    static boolean variableBegins(ScriptText text) {
        var c = text.peek(1);
        return Character.isLetter(c) || c == '_' || c == '(' || c == '{' || c == '?' || c == '^';
    }

    /// `$($_.Property)`
    ///
    /// @return the name of the variable with its property
    static String subexpression(ScriptText text) {
        text.take();
        text.take();
        text.skipBlanks();
        if (text.peek() != '$') throw notHere(text);
        var name = variable(text);
        text.skipBlanks();
        if (text.peek() != ')') throw notHere(text);
        text.take();
        return name;
    }

    private static ShellException notHere(ScriptText text) {
        return text.error(
                "$(…) holds $_ or one of its properties, as in $($_.Name)",
                "there are no variables, and no pipelines within a text");
    }

    /// `$_.Property` or `$_.'A property'`, from the dollar on.
    ///
    /// @return what follows the dollar
    static String variable(ScriptText text) {
        text.take();
        var begin = text.at();
        while (letter(text.peek())) text.take();
        if (begin == text.at()) throw text.noVariables();
        var name = new StringBuilder(text.since(begin));
        while (text.peek() == '.') {
            name.append(text.take());
            if (quote(text.peek())) {
                var property = new WordReader(text, false);
                property.quotes();
                name.append(property.literal());
                continue;
            }
            begin = text.at();
            while (letter(text.peek())) text.take();
            name.append(text.since(begin));
        }
        return name.toString();
    }

    private static boolean letter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
