package org.ovalogin.cli.doctor;

import java.util.Optional;

/// Asterisk's console.
@FunctionalInterface
public interface Console {
    /// The answer to one command; empty: no Asterisk answers, or it has no such command.
    Optional<String> ask(String command);
}
