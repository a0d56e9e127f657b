package org.ovalogin.core.store;

import java.util.List;
import java.util.Optional;
import org.ovalogin.core.account.Token;

/// Finds tokens of accounts. For one thread, within one transaction.
public interface TokenLookup {
    /// In the order of accounts and creation, expired ones included.
    List<Token> all();

    Optional<Token> find(String hash);
}
