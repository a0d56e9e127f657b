package org.ovalogin.cli.terminal;

/// Answers to the questions of a script.
public interface Asking {
    /// Whether a person answers at a terminal.
    boolean terminal();

    /// One line that the terminal does not show. No prompt where there is no terminal.
    ///
    /// @return to be wiped by the caller
    /// @throws ShellException where there is no line
    char[] secret(String prompt);

    /// One line.
    ///
    /// @throws ShellException where there is no line
    String line(String prompt);

    /// For a script from standard input, whose lines are no answers.
    record Nobody() implements Asking {
        @Override
        public boolean terminal() {
            return false;
        }

        @Override
        public char[] secret(String prompt) {
            throw impossible();
        }

        @Override
        public String line(String prompt) {
            throw impossible();
        }

        private static ShellException impossible() {
            return ShellException.usage(
                    "a script from standard input can't ask for anything",
                    "Import-Csv brings PINs from a file; without -Pin one is generated");
        }
    }
}
