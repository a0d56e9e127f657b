package org.ovalogin.shell;

import java.util.List;

/// Where in its tokens a parser is. The last token is END, and is never passed.
final class Tokens {
    private final List<Token> tokens;
    private int at;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        var token = peek();
        if (!token.is(Token.Kind.END)) at++;
        return token;
    }

    void expect(Token.Kind kind, String what) {
        if (!peek().is(kind)) throw error(what + " was expected", "");
        next();
    }

    /// Names the place, never what is there: it could be a PIN.
    ShellException error(String message, String hint) {
        return ShellException.usage(
                "%s (at character %d)".formatted(message, peek().column()), hint);
    }
}
