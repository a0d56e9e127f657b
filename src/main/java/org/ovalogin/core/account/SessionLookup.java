package org.ovalogin.core.account;

import java.util.Optional;

/// Finds sessions of accounts. For one thread, within one transaction.
public interface SessionLookup {
    Optional<WebSession> find(String hash);
}
