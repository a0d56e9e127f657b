package org.ovalogin.cli.language;

import java.util.List;

/// A piece of a line.
///
/// @param text a word or string without its quotes, the name of a parameter without its dash, the
///   name of a variable without its dollar; else empty
/// @param parts of a word or string with `$_` in it; else empty
/// @param line from 1
/// @param column of its first character, from 1
record ScriptToken(Kind kind, String text, List<Operand> parts, int line, int column) {
    enum Kind {
        WORD,
        STRING,
        VARIABLE,
        /// `-Name`
        PARAMETER,
        /// `-Name:`, so that what follows is its value
        PARAMETER_WITH_VALUE,
        PIPE,
        /// `;`, or the end of a line outside of braces
        END_OF_STATEMENT,
        /// The end of a line within braces: a block of pipelines ends a statement there, a
        /// condition goes on.
        NEW_LINE,
        COMMA,
        OPEN_BRACE,
        CLOSE_BRACE,
        /// `@{`
        OPEN_TABLE,
        /// Within `@{…}`.
        EQUALS,
        OPEN,
        /// `@(`
        OPEN_LIST,
        CLOSE,
        NOT,
        END
    }

    /// Its text could be a PIN.
    @Override
    public String toString() {
        return kind + " at " + line + ":" + column;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /// Whether it begins a value.
    boolean value() {
        return switch (kind) {
            case WORD, STRING, VARIABLE, OPEN_BRACE, OPEN_TABLE -> true;
            default -> false;
        };
    }
}
