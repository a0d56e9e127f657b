package org.ovalogin.core.account;

import java.time.Instant;

/// An account's session in a browser.
///
/// @param hash SHA-256 of the cookie, in hexadecimal
/// @param expiresAt the end, even if the session is in use
public record WebSession(
        String hash, Account account, Instant createdAt, Instant lastSeen, Instant expiresAt) {
    @Override
    public String toString() {
        return "WebSession[account=%s]".formatted(account.name());
    }
}
