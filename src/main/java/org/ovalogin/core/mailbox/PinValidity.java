package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.Optional;

/// The access that the current PIN of a mailbox gives, and its end.
///
/// @param mustChange it only opens the change of PIN (Exchange's `PinExpired`)
/// @param lapsesAt when it lapses unless the owner replaces it; empty: by `TemporaryPINLifetime`
/// @param ownPhoneOnly it opens from the mailbox's own, trusted phone; from elsewhere it is refused
///   like a wrong one
/// @param expiryTold when the owner last heard on the phone that it expires soon; empty: not yet
public record PinValidity(
        boolean mustChange,
        Optional<Instant> lapsesAt,
        boolean ownPhoneOnly,
        Optional<Instant> expiryTold) {
    /// The validity of a PIN of whose expiry the owner has not heard.
    public PinValidity(boolean mustChange, Optional<Instant> lapsesAt, boolean ownPhoneOnly) {
        this(mustChange, lapsesAt, ownPhoneOnly, Optional.empty());
    }

    /// The validity of a PIN that only the policy bounds.
    static PinValidity of(boolean mustChange) {
        return new PinValidity(mustChange, Optional.empty(), false);
    }
}
