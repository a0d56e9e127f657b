package org.ovalogin.core.store;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Bounds comparisons with a mailbox's former PINs that accounts ask for. For one thread, within
/// one transaction.
public interface HistoryChecks {
    /// Counts a comparison; empty when the mailbox or the account has had `most` since then.
    ///
    /// @return a number to take it back by
    Optional<Long> charge(UUID mailbox, String account, Instant since, int most);

    /// Takes a counted comparison back.
    void refund(long number);
}
