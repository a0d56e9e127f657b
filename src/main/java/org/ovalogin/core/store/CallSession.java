package org.ovalogin.core.store;

import java.time.Instant;
import java.util.UUID;
import org.ovalogin.core.mailbox.Admission;

/// A sign-in that is put aside while the caller is in voice mail.
///
/// @param tokenHash SHA-256 of the token, hexadecimal
/// @param boundTo the session's call: unique id, channel, client
/// @param callEnds when `MaxCallDuration` is over: the token is void from then on
/// @param refusals wrong PINs in this call so far
public record CallSession(
        String tokenHash,
        String boundTo,
        UUID mailbox,
        Admission.Level level,
        long pinVersion,
        Instant callEnds,
        int refusals) {
    @Override
    public String toString() {
        return "Session[mailbox=%s, level=%s]".formatted(mailbox, level);
    }
}
