package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Changes sessions of accounts.
public interface SessionChanges extends SessionLookup {
    void add(WebSession session);

    void seen(WebSession session);

    void remove(WebSession session);

    /// Removes the account's sessions, except the one with that hash.
    void removeOf(UUID account, Optional<String> butHash);

    /// Keeps a text that the session's browser is to be shown once, in place of an earlier one.
    void keepOnce(WebSession session, String sealed, Instant until);

    /// Takes that text. Nobody can take it twice, or after its time.
    Optional<String> takeOnce(WebSession session);
}
