package org.ovalogin.call.dialog;

import java.util.List;

/// A prompt with the values of its gaps.
///
/// @param values one for each gap, in the order of the gaps
public record Saying(Prompt prompt, List<Value> values) {
    public Saying {
        values = List.copyOf(values);
    }

    /// Fills a gap.
    public sealed interface Value permits Count, Figures, SpokenTime {}

    /// Fills `{number}`.
    public record Count(int number) implements Value {}

    /// Fills `{digits}`.
    ///
    /// @param digits decimal digits, at least one
    public record Figures(String digits) implements Value {}
}
