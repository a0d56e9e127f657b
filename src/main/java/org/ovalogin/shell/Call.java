package org.ovalogin.shell;

import java.util.List;

/// One cmdlet of a pipeline as it was typed.
///
/// @param line from 1
record Call(String name, List<Argument> arguments, int line) {
    /// A call that was never typed.
    static Call of(String name, Argument... arguments) {
        return new Call(name, List.of(arguments), 1);
    }

    /// What follows the cmdlet's name, in order.
    sealed interface Argument {
        /// `-Name`, or `-Name:` with the value that the next argument is.
        record Named(String name, boolean withValue) implements Argument {}

        record Given(Value value) implements Argument {}
    }
}
