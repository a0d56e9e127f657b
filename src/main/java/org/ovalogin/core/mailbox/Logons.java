package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.Optional;
import org.ovalogin.core.pin.Lockouts;

/// The sign-ins of a mailbox so far.
///
/// @param firstTimeUser has not chosen a PIN yet
/// @param failed failed attempts that the owner has not been told of
/// @param last when the owner last signed in and had been told of them
public record Logons(
        Lockouts lockouts, boolean firstTimeUser, int failed, Optional<Instant> last) {}
