package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.Optional;

/// The access that the current PIN of a mailbox gives, and its end.
///
/// @param mustChange it only opens the change of PIN (Exchange's `PinExpired`)
/// @param lapsesAt when it lapses unless the owner replaces it; empty: by `TemporaryPINLifetime`
/// @param ownPhoneOnly it opens from the mailbox's own, trusted phone; from elsewhere it is refused
///   like a wrong one
public record PinValidity(boolean mustChange, Optional<Instant> lapsesAt, boolean ownPhoneOnly) {
    /// The validity of a PIN that only the policy bounds.
    static PinValidity of(boolean mustChange) {
        return new PinValidity(mustChange, Optional.empty(), false);
    }
}
