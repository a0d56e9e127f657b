package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.UUID;

/// A link by which an owner resets their own PIN.
///
/// @param hash SHA-256 of the link's secret, in hexadecimal
/// @param pinVersion the PIN it was asked for; void with a newer one
public record ResetLink(
        String hash, UUID mailbox, long pinVersion, Instant createdAt, Instant expiresAt) {
    @Override
    public String toString() {
        return "ResetLink[mailbox=%s]".formatted(mailbox);
    }
}
