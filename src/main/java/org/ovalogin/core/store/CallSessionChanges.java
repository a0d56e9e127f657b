package org.ovalogin.core.store;

import java.util.Optional;

/// Puts sign-ins of calls aside and takes them back. For one thread, within one transaction.
public interface CallSessionChanges {
    void add(CallSession session);

    /// Forgets a session that nobody will come back to.
    void remove(String tokenHash);

    /// Takes a session that is unused, not over, and bound to this call. Nobody can take it twice.
    Optional<CallSession> redeem(String tokenHash, String boundTo);
}
