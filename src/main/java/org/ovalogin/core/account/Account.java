package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Somebody who may sign in to administer.
///
/// @param name unique without regard to case
/// @param address e-mail address; a mailbox with it counts as theirs
/// @param mailbox which is theirs, whatever its address
/// @param passwordSealed the Argon2id hash, encrypted
public record Account(
        UUID guid,
        String name,
        Role role,
        Optional<String> address,
        Optional<UUID> mailbox,
        boolean enabled,
        String passwordSealed,
        Instant createdAt,
        Optional<Instant> lastSignIn) {

    @Override
    public String toString() {
        return "Account[name=%s, role=%s]".formatted(name, role);
    }
}
