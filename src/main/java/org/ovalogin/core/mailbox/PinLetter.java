package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.Optional;

/// A letter with the mailbox's present PIN, and its fate so far.
public record PinLetter(String recipient, Fate fate) {
    /// The state of a letter.
    public sealed interface Fate {
        /// Not yet accepted.
        ///
        /// @param delay empty: no try has failed
        record Waiting(Optional<MailDelay> delay) implements Fate {}

        /// Out of our hands.
        ///
        /// @param written to the mail folder, not to a mail server
        record Delivered(Instant at, boolean written) implements Fate {}

        /// Not tried again.
        record GivenUp(MailFailure failure) implements Fate {}
    }

    public boolean givenUp() {
        return fate instanceof Fate.GivenUp;
    }

    public boolean waits() {
        return fate instanceof Fate.Waiting;
    }
}
