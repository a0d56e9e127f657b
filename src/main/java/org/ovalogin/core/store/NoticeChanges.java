package org.ovalogin.core.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.ovalogin.core.mailbox.Notice;

/// Fills the outbox; [Outbox] empties it.
public interface NoticeChanges extends NoticeLookup {
    /// Puts a notice into the outbox. One with a PIN makes those with older PINs for the same
    /// mailbox void.
    default void post(Notice notice) {
        post(List.of(notice));
    }

    /// Puts several notices of one event into the outbox, for the addresses of one mailbox.
    void post(List<Notice> notices);

    /// Takes a letter of an import for delivery, with another kind, recipient or secret; false if
    /// it is not due any more.
    ///
    /// @param due as [#welcomeDue()] found it
    /// @param until nobody else takes it before
    boolean take(Notice due, Notice letter, Instant until);

    /// Makes every unsent notice with a PIN, or of its expiry, for this mailbox void.
    void cancelPins(UUID mailbox);

    /// Has letters that wait after a failed try tried again at once, and says how many.
    int retry();
}
