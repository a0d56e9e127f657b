package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A bearer token for programs. It has the rights that its role and its account's role share.
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
