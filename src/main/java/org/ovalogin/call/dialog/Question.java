package org.ovalogin.call.dialog;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// A question to the caller, and the reply to an unusable entry.
///
/// @param prompt the question itself
/// @param help instructions, played from the second failure in a row on
/// @param judge returns a complaint about the digits entered; empty if they are acceptable
/// @param end what ends the entry besides `#`
/// @param operator whether `0` alone leads to the operator
record Question(
        Saying prompt,
        Prompt help,
        Function<String, Optional<Saying>> judge,
        End end,
        boolean operator) {

    /// A question that only `#` or a pause ends.
    Question(Prompt prompt, Prompt help, Function<String, Optional<Saying>> judge) {
        this(prompt.saying(), help, judge, End.BY_PAUSE, false);
    }

    /// The end of an entry besides `#`.
    ///
    /// @param fullLength number of digits that end it at once; 0: none
    /// @param pause between two keys
    record End(int fullLength, Duration pause) {
        /// Long enough for a caller who remembers digit by digit.
        static final End BY_PAUSE = new End(0, Duration.ofSeconds(5));
    }
}
