package org.ovalogin.cli.script;

/// A piece of a line.
///
/// @param text a word or string without its quotes, the name of a parameter without its dash, the
///   name of a variable without its dollar; else empty
/// @param line from 1
/// @param column of its first character, from 1
record ScriptToken(Kind kind, String text, int line, int column) {
    enum Kind {
        WORD,
        STRING,
        VARIABLE,
        /// `-Name`
        PARAMETER,
        /// `-Name:`, so that what follows is its value
        PARAMETER_WITH_VALUE,
        PIPE,
        /// `;` or the end of a line
        END_OF_STATEMENT,
        COMMA,
        OPEN_BRACE,
        CLOSE_BRACE,
        OPEN,
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
            case WORD, STRING, VARIABLE, OPEN_BRACE -> true;
            default -> false;
        };
    }
}
