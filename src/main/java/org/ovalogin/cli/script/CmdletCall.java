package org.ovalogin.cli.script;

import java.util.List;

/// One cmdlet of a pipeline as it was typed.
///
/// @param line from 1
public record CmdletCall(String name, List<Argument> arguments, int line) {
    /// One word after the name of the cmdlet.
    public sealed interface Argument {
        /// `-Name`, or `-Name:`, whose value is the next argument.
        record Named(String name, boolean withValue) implements Argument {}

        record Given(Value value) implements Argument {}
    }
}
