package org.ovalogin.call.dialog;

/// A caller's answer to a question, after any mistakes were dealt with.
sealed interface Answer {
    /// A complete entry that the question allows. It may be a PIN, so it does not print.
    record Digits(String value) implements Answer {
        @Override
        public String toString() {
            return "Digits";
        }
    }

    /// `*` as the first key: one step back.
    record Back() implements Answer {}

    /// `0` alone, if the question offers the operator.
    record Operator() implements Answer {}

    /// `InputFailuresBeforeDisconnect` invalid entries in a row, or silence. The good-bye is still
    /// to be said.
    record GaveUp() implements Answer {}
}
