package org.ovalogin.notify.mail;

import java.time.Duration;
import java.util.Optional;
import org.ovalogin.core.mailbox.Letter;

/// A way for letters to their owners. Thread-safe.
public interface Delivery {
    /// Delivers the letter, or says why not; it throws nothing that could be foreseen.
    Outcome deliver(Letter letter);

    /// How long [#deliver] takes at most.
    Duration limit();

    /// Where the letters go, for the person who starts the server.
    String destination();

    sealed interface Outcome {
        /// It is out of our hands.
        ///
        /// @param file name of the file it was written to, if it was
        record Accepted(Optional<String> file) implements Outcome {}

        /// It will never be accepted.
        record Refused(Fault fault) implements Outcome {}

        /// It may be accepted another time.
        record Later(Fault fault) implements Outcome {}
    }

    /// Why a letter was not accepted, without anything that is in the letter.
    ///
    /// @param code a word, or the mail server's reply code and status: `451 4.7.1`. At most 20
    ///   characters
    /// @param detail for who has to put it right, in one line
    /// @param said codes and words of the mail server, or ours; at most 200 characters
    /// @param toAll the next letter would hardly fare better
    record Fault(String code, String detail, String said, boolean toAll) {
        /// That of one letter, of which no server has said anything.
        Fault(String code, String detail) {
            this(code, detail, code, false);
        }

        static Fault toAll(String code, String detail) {
            var said = code + " " + detail;
            return new Fault(code, detail, said.substring(0, Math.min(said.length(), 200)), true);
        }
    }
}
