package org.ovalogin.call.dialog;

/// What a caller makes of a question, mistakes already dealt with.
sealed interface Answer {
    /// A whole entry that the question allows. May be a PIN, so it does not print.
    record Digits(String value) implements Answer {
        @Override
        public String toString() {
            return "Digits";
        }
    }

    /// `*` as the first key: one step back.
    record Back() implements Answer {}

    /// `0` alone, where the question offers the operator.
    record Operator() implements Answer {}

    /// `InputFailuresBeforeDisconnect` in a row; the good-bye is still to be said.
    record GaveUp() implements Answer {}
}
