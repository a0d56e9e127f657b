package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A bearer token for programs.
///
/// @param hash SHA-256 of the token, in hexadecimal
public record Token(
        UUID id,
        String name,
        Grant grant,
        String hash,
        Lifetime lifetime,
        Optional<Instant> lastUsed) {

    /// The rights that the token's role and its account's role share.
    public record Grant(Account account, Role role) {}

    public record Lifetime(Instant createdAt, Instant expiresAt) {}

    public Token used(Instant now) {
        return new Token(id, name, grant, hash, lifetime, Optional.of(now));
    }

    @Override
    public String toString() {
        return "Token[id=%s, account=%s]".formatted(id, grant.account().name());
    }
}
