package org.ovalogin.core.store;

import java.time.Instant;
import java.util.UUID;
import org.ovalogin.core.mailbox.Admission;

/// A sign-in that is put aside while the caller is in voice mail.
///
/// @param callEnds when `MaxCallDuration` is over: the token is void from then on
/// @param refusals wrong PINs in this call so far
public record CallSession(Key key, Entry entry, Instant callEnds, int refusals) {

    /// @param tokenHash SHA-256 of the token, hexadecimal
    /// @param boundTo the session's call: unique id, channel, client
    public record Key(String tokenHash, String boundTo) {}

    /// The mailbox that the caller had entered.
    ///
    /// @param pinVersion the mailbox's PIN at that time
    public record Entry(UUID mailbox, Admission.Level level, long pinVersion) {}

    @Override
    public String toString() {
        return "Session[mailbox=%s, level=%s]".formatted(entry.mailbox(), entry.level());
    }
}
