package org.ovalogin.core.mailbox;

import java.time.Instant;
import java.util.UUID;

/// A link with which an owner resets their own PIN.
///
/// @param hash SHA-256 of the link's secret, in hexadecimal
/// @param pinVersion the PIN at the time of the request; a newer PIN voids the link
public record ResetLink(
        String hash, UUID mailbox, long pinVersion, Instant createdAt, Instant expiresAt) {
    @Override
    public String toString() {
        return "ResetLink[mailbox=%s]".formatted(mailbox);
    }
}
