package org.ovalogin.notify.mail;

import java.time.Duration;
import java.util.Optional;
import org.ovalogin.core.mailbox.Letter;

/// Delivers letters. Thread-safe.
public interface Delivery {
    /// Delivers the letter, or returns the reason why not. Throws nothing foreseeable.
    Outcome deliver(Letter letter);

    /// The longest time that [#deliver] takes.
    Duration limit();

    /// The letters' destination, shown to the person who starts the server.
    String destination();

    sealed interface Outcome {
        /// The letter is out of our hands.
        ///
        /// @param file name of the file, if it was written to one
        record Accepted(Optional<String> file) implements Outcome {}

        /// The letter will never be accepted.
        record Refused(Fault fault) implements Outcome {}

        /// The letter may be accepted later.
        record Later(Fault fault) implements Outcome {}
    }

    /// The reason why a letter was not accepted, without any of the letter's content.
    ///
    /// @param code a word, or the mail server's reply code and status, such as `451 4.7.1`; at most
    ///   20 characters
    /// @param detail one line for the person who has to fix it
    /// @param said the mail server's codes and words, or ours; at most 200 characters
    /// @param toAll whether the next letter would probably fail as well
    record Fault(String code, String detail, String said, boolean toAll) {
        /// A fault of one letter, without any server's reply.
        Fault(String code, String detail) {
            this(code, detail, code, false);
        }

        static Fault toAll(String code, String detail) {
            var said = code + " " + detail;
            return new Fault(code, detail, said.substring(0, Math.min(said.length(), 200)), true);
        }
    }
}
