package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A bearer token for programs; it can do what both its role and its account's may.
///
/// @param hash SHA-256 of the token, in hexadecimal
public record Token(
        UUID id,
        String name,
        Account account,
        Role role,
        String hash,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsed) {

    @Override
    public String toString() {
        return "Token[id=%s, account=%s]".formatted(id, account.name());
    }
}
