package org.ovalogin.core.store;

import java.util.Optional;
import org.ovalogin.core.account.WebSession;

/// Finds sessions of accounts. For one thread, within one transaction.
public interface SessionLookup {
    Optional<WebSession> find(String hash);
}
