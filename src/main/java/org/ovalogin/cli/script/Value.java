package org.ovalogin.cli.script;

import java.util.List;

/// A typed value of a parameter.
public sealed interface Value {
    /// A word or a string.
    record Text(String text) implements Value {
        /// Could be a PIN.
        @Override
        public String toString() {
            return "Text[…]";
        }
    }

    /// `$true`, `$false`.
    record Truth(boolean value) implements Value {}

    /// `$null`.
    record Nothing() implements Value {}

    /// `a,b`.
    record Many(List<Value> values) implements Value {}

    /// `{ … }`.
    record Block(Condition condition) implements Value {}

    Nothing NULL = new Nothing();
}
