package org.ovalogin.cli.language;

import java.util.ArrayList;
import java.util.List;

/// Divides any text into statements of PowerShell, also one that the shell can't read. Comments and
/// quoted texts are left out, but not the variables in them.
final class Statements {
    private static final String SINGLE_QUOTES = "'\u2018\u2019\u201A\u201B";
    private static final String DOUBLE_QUOTES = "\"\u201C\u201D\u201E";

    /// @param line of its first character, from 1
    /// @param inBraces whether it is part of a block
    /// @param code from its first character to the end of the line, a `;`, or a brace
    record Statement(int line, boolean inBraces, String code) {}

    private final ScriptText text;
    private final List<Statement> statements = new ArrayList<>();
    private final StringBuilder code = new StringBuilder();
    private int braces;
    private int parentheses;

    private Statements(String text) {
        this.text = new ScriptText(text);
    }

    static List<Statement> of(String text) {
        return new Statements(text).run();
    }

    private List<Statement> run() {
        while (!text.done()) next();
        end();
        return statements;
    }

    private void next() {
        var c = text.peek();
        if (code.isEmpty() && ScriptText.blank(c)) {
            text.take();
            return;
        }
        if (code.isEmpty()) text.mark();
        switch (c) {
            case '\n' -> {
                text.take();
                if (goesOn()) code.append(' ');
                else end();
            }
            case ';' -> {
                text.take();
                if (parentheses == 0) end();
            }
            case '{' -> {
                code.append(text.take());
                end();
                braces++;
            }
            case '}' -> {
                text.take();
                end();
                braces = Math.max(0, braces - 1);
            }
            case '#' -> comment();
            case '<' -> block();
            case '`' -> {
                text.take();
                if (!text.done()) text.take();
                code.append(' ');
            }
            default -> other(c);
        }
    }

    private void other(char c) {
        if (SINGLE_QUOTES.indexOf(c) >= 0) {
            text.take();
            while (!text.done() && SINGLE_QUOTES.indexOf(text.peek()) < 0) text.take();
            if (!text.done()) text.take();
            code.append("''");
        } else if (DOUBLE_QUOTES.indexOf(c) >= 0) {
            doubleQuoted();
        } else if (c == '$' && text.peek(1) == '{') {
            code.append(text.take()).append(text.take());
        } else {
            if (c == '(') parentheses++;
            if (c == ')') parentheses = Math.max(0, parentheses - 1);
            code.append(text.take());
        }
    }

    /// Whether the statement goes on in the next line.
    private boolean goesOn() {
        var so = code.toString().stripTrailing();
        return parentheses > 0 || so.endsWith("|") || so.endsWith(",");
    }

    private void end() {
        if (!code.toString().isBlank())
            statements.add(new Statement(text.markedLine(), braces > 0, code.toString().strip()));
        code.setLength(0);
        parentheses = 0;
    }

    private void comment() {
        var before = code.isEmpty() ? ' ' : code.charAt(code.length() - 1);
        if (!ScriptText.blank(before) && "|,()".indexOf(before) < 0) code.append(text.take());
        else while (!text.done() && text.peek() != '\n') text.take();
    }

    private void block() {
        if (text.peek(1) != '#') {
            code.append(text.take());
            return;
        }
        while (!text.done() && (text.peek() != '#' || text.peek(1) != '>')) text.take();
        for (var i = 0; i < 2 && !text.done(); i++) text.take();
        if (!code.isEmpty()) code.append(' ');
    }

    /// Keeps the variables in it.
    private void doubleQuoted() {
        text.take();
        code.append('"');
        while (!text.done() && DOUBLE_QUOTES.indexOf(text.peek()) < 0) {
            if (text.peek() == '`') {
                text.take();
                if (!text.done()) text.take();
            } else if (text.peek() == '$') {
                variable();
            } else {
                text.take();
            }
        }
        if (!text.done()) text.take();
        code.append('"');
    }

    private void variable() {
        code.append(text.take());
        if (text.peek() != '(') {
            while (Character.isLetterOrDigit(text.peek()) || "_{?^:".indexOf(text.peek()) >= 0)
                code.append(text.take());
            code.append(' ');
            return;
        }
        while (!text.done() && text.peek() != ')' && text.peek() != '\n') code.append(text.take());
        // no parenthesis of its own: it ends with its text
        if (!text.done()) code.append(text.take());
    }
}
