package org.ovalogin.cli.language;

import java.util.List;
import org.ovalogin.cli.language.ScriptToken.Kind;
import org.ovalogin.cli.terminal.ShellException;

/// Position of a parser in its tokens. The last token is END, and is never passed.
final class TokenCursor {
    /// Blocks and parentheses within each other. A deeper text is a mistake, and would overflow the
    /// stack.
    private static final int DEEPEST = 50;

    private final List<ScriptToken> tokens;
    private int at;
    private int depth;
    private int bodies;

    TokenCursor(List<ScriptToken> tokens) {
        this.tokens = tokens;
    }

    ScriptToken peek() {
        return tokens.get(at);
    }

    ScriptToken next() {
        var token = peek();
        if (!token.is(Kind.END)) at++;
        return token;
    }

    void expect(Kind kind, String what) {
        if (!peek().is(kind)) throw error(what + " was expected", "");
        next();
    }

    /// Goes past line ends, where they mean nothing.
    TokenCursor skipLines() {
        while (peek().is(Kind.NEW_LINE)) next();
        return this;
    }

    /// Goes past the ends of statements and lines.
    void skipEnds() {
        while (peek().is(Kind.END_OF_STATEMENT) || peek().is(Kind.NEW_LINE)) next();
    }

    boolean skipped(Kind kind) {
        if (!peek().is(kind)) return false;
        next();
        return true;
    }

    void deeper() {
        if (++depth > DEEPEST)
            throw error("there are too many blocks or parentheses within each other", "");
    }

    void higher() {
        depth--;
    }

    /// Enters a block of pipelines, in which `$_` is a value.
    void enterBody() {
        deeper();
        bodies++;
    }

    void leaveBody() {
        higher();
        bodies--;
    }

    boolean inBody() {
        return bodies > 0;
    }

    /// Names the place, never what is there: it could be a PIN.
    ShellException error(String message, String hint) {
        return ShellException.usage(
                "%s (at character %d)".formatted(message, peek().column()), hint);
    }
}
