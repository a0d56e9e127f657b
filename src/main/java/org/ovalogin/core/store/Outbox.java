package org.ovalogin.core.store;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ovalogin.core.mailbox.Letter;

/// The notices to deliver, as the mailer sees them. Thread-safe, and safe beside other processes on
/// the same store.
public interface Outbox {
    /// Takes up to `most` notices for delivery; nobody else gets them within `lease`. Oldest first;
    /// letters of imports have a way of their own.
    List<Letter> claim(int most, Duration lease);

    /// Notices still to deliver, those in hand included; letters of imports only when they are due.
    Waiting waiting();

    /// @param oldest when the oldest of them was posted, letters of imports left out; empty: none
    record Waiting(long letters, Optional<Instant> oldest) {}

    /// The notice was delivered: wipes its secret.
    ///
    /// @param file the name of its file, if it was written to a folder instead of sent
    void delivered(UUID notice, Optional<String> file);

    /// The time by the store's clock, which all servers share.
    Instant now();

    /// When a waiting letter was tried first; empty: it has not been tried.
    Optional<Instant> firstTry(UUID notice);

    /// The try failed; nobody takes the notice before `next`.
    ///
    /// @param why as in [MailDelay]
    void postponed(UUID notice, Instant next, String why);

    /// The notice is given up: wipes its secret, and marks the mailbox, if there is one.
    ///
    /// @param why as in [MailFailure], at most 32 characters
    void failed(UUID notice, String why);

    /// Files to delete: their PIN was changed or replaced, or has lapsed.
    List<String> filesToDelete();

    void deleted(String file);
}
