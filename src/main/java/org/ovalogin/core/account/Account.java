package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A person who may sign in to administer.
///
/// @param name unique without regard to case
/// @param passwordSealed the Argon2id hash, encrypted
public record Account(
        UUID guid,
        String name,
        AccountDetails details,
        String passwordSealed,
        Instant createdAt,
        Optional<Instant> lastSignIn) {
    public Role role() {
        return details.role();
    }

    public Optional<String> address() {
        return details.address();
    }

    public Optional<UUID> mailbox() {
        return details.mailbox();
    }

    public boolean enabled() {
        return details.enabled();
    }

    public Account with(AccountDetails changed) {
        return new Account(guid, name, changed, passwordSealed, createdAt, lastSignIn);
    }

    public Account withPassword(String sealed) {
        return new Account(guid, name, details, sealed, createdAt, lastSignIn);
    }

    public Account signedIn(Instant now) {
        return new Account(guid, name, details, passwordSealed, createdAt, Optional.of(now));
    }

    @Override
    public String toString() {
        return "Account[name=%s, role=%s]".formatted(name, role());
    }
}
