package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A person who may sign in to administer.
///
/// @param name unique without regard to case
/// @param address e-mail address; a mailbox with this address counts as the account's own
/// @param mailbox the account's own mailbox, whatever its address
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
