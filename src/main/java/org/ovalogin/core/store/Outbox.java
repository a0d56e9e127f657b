package org.ovalogin.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Letter;

/// The notices to be delivered, as the mailer sees them. Thread-safe, and safe beside other
/// processes on the same store.
public interface Outbox {
    /// Takes up to `most` notices for delivery; nobody else gets them within `lease`. Oldest first.
    List<Letter> claim(int most, Duration lease);

    /// What is still to be delivered, whoever has it in hand.
    Waiting waiting();

    /// @param oldest when the oldest of them was posted; empty: nothing waits
    record Waiting(long letters, Optional<Instant> oldest) {}

    /// Delivered: its secret is wiped.
    ///
    /// @param file name of the file it lies in, where it was written to a folder instead of sent
    void delivered(UUID notice, Optional<String> file);

    /// By the store's clock, which all servers share.
    Instant now();

    /// When a letter that waits for another try was tried first; empty: it has not been tried.
    Optional<Instant> firstTry(UUID notice);

    /// Not delivered this time; nobody takes it before `next`.
    ///
    /// @param why as in [MailDelay]
    void postponed(UUID notice, Instant next, String why);

    /// Given up: its secret is wiped, and the mailbox, where there is one, is marked with it.
    ///
    /// @param why as in [MailFailure], at most 32 characters
    void failed(UUID notice, String why);

    /// Files with a PIN that has been changed, replaced or has lapsed, whose turn it is to be
    /// deleted.
    List<String> filesToDelete();

    void deleted(String file);
}
