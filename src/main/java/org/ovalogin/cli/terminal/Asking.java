package org.ovalogin.cli.terminal;

/// Whom to ask for what is not in the line.
public interface Asking {
    /// Whether there is a person who answers.
    boolean terminal();

    /// One line that is not shown as it is typed. No prompt where there is no terminal.
    ///
    /// @throws ShellException where there is none to be had
    String secret(String prompt);

    /// One line.
    ///
    /// @throws ShellException where there is none to be had
    String line(String prompt);

    /// For a script from standard input: its lines are no answers.
    record Nobody() implements Asking {
        @Override
        public boolean terminal() {
            return false;
        }

        @Override
        public String secret(String prompt) {
            return line(prompt);
        }

        @Override
        public String line(String prompt) {
            throw ShellException.usage(
                    "a script from standard input can't ask for anything",
                    "Import-Csv brings PINs from a file; without -Pin one is generated");
        }
    }
}
