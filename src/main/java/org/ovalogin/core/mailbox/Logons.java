package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.pin.Lockouts;

/// The sign-ins of a mailbox so far.
///
/// @param firstTimeUser has not chosen a PIN yet
/// @param failed failed attempts that the owner has not been told of
/// @param last when the owner last signed in and had been told of them
/// @param untoldReset when the PIN was reset without a letter to the owner, who will hear of it at
///   the next sign-in; empty: nothing to tell
public record Logons(
        Lockouts lockouts,
        boolean firstTimeUser,
        int failed,
        Optional<Instant> last,
        Optional<Instant> untoldReset) {
    /// Nobody has signed in yet.
    public static final Logons NONE =
            new Logons(Lockouts.NONE, true, 0, Optional.empty(), Optional.empty());
}
