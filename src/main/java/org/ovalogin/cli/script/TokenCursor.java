package org.ovalogin.cli.script;

import java.util.List;
import org.ovalogin.cli.terminal.ShellException;

/// Position of a parser in its tokens. The last token is END, and is never passed.
final class TokenCursor {
    private final List<ScriptToken> tokens;
    private int at;

    TokenCursor(List<ScriptToken> tokens) {
        this.tokens = tokens;
    }

    ScriptToken peek() {
        return tokens.get(at);
    }

    ScriptToken next() {
        var token = peek();
        if (!token.is(ScriptToken.Kind.END)) at++;
        return token;
    }

    void expect(ScriptToken.Kind kind, String what) {
        if (!peek().is(kind)) throw error(what + " was expected", "");
        next();
    }

    /// Names the place, never what is there: it could be a PIN.
    ShellException error(String message, String hint) {
        return ShellException.usage(
                "%s (at character %d)".formatted(message, peek().column()), hint);
    }
}
