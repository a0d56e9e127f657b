package org.ovalogin.cli.script;

import java.util.List;

/// One cmdlet of a pipeline as it was typed.
///
/// @param line from 1
public record CmdletCall(String name, List<Argument> arguments, int line) {
    /// What follows the cmdlet's name, in order.
    public sealed interface Argument {
        /// `-Name`, or `-Name:` with the value that the next argument is.
        record Named(String name, boolean withValue) implements Argument {}

        record Given(Value value) implements Argument {}
    }
}
