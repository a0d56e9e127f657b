package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.Optional;

/// What the current PIN of a mailbox opens, and how long.
///
/// @param mustChange it only opens the change of PIN (Exchange's `PinExpired`)
/// @param lapsesAt when it lapses unless the owner replaces it; empty: by `TemporaryPINLifetime`
/// @param ownPhoneOnly it opens from the mailbox's own, trusted phone; from elsewhere it is refused
///   like a wrong one
public record PinValidity(boolean mustChange, Optional<Instant> lapsesAt, boolean ownPhoneOnly) {
    /// Of a PIN that policy alone bounds.
    static PinValidity of(boolean mustChange) {
        return new PinValidity(mustChange, Optional.empty(), false);
    }
}
