package org.ovalogin.call.dialog;

import java.util.Optional;
import java.util.function.Function;

/// What is asked of a caller, and what is said when the entry will not do.
///
/// @param prompt the question itself
/// @param help says what to press, from the second failure in a row on
/// @param judge what is wrong with the digits entered; empty where they will do
/// @param fullLength number of digits that end the entry by themselves; 0: none
/// @param operator whether `0` alone is a way out
/// @param settles a good entry ends a row of failures; false where only the whole step does
record Question(
        Saying prompt,
        Prompt help,
        Function<String, Optional<Saying>> judge,
        int fullLength,
        boolean operator,
        boolean settles) {

    /// A question ended by `#` or a pause only.
    Question(Prompt prompt, Prompt help, Function<String, Optional<Saying>> judge) {
        this(prompt.saying(), help, judge, 0, false, true);
    }
}
