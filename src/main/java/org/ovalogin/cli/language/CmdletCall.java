package org.ovalogin.cli.language;

import java.util.List;
import java.util.stream.Stream;

/// One cmdlet of a pipeline as it was typed.
///
/// @param line from 1
public record CmdletCall(String name, List<Argument> arguments, int line) {
    /// Stands for a value that begins a pipeline, as in `{ $_ | … }`.
    public static final String WRITE_OUTPUT = "Write-Output";

    /// The pipelines in its blocks.
    public Stream<List<CmdletCall>> scripts() {
        return arguments.stream()
                .flatMap(
                        argument ->
                                argument instanceof Argument.Given(Value.Script(var body))
                                        ? body.stream()
                                        : Stream.empty());
    }

    /// One word after the name of the cmdlet.
    public sealed interface Argument {
        /// `-Name`, or `-Name:`, whose value is the next argument.
        record Named(String name, boolean withValue) implements Argument {}

        record Given(Value value) implements Argument {}
    }
}
