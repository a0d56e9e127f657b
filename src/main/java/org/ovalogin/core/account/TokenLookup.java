package org.ovalogin.core.account;

import java.util.List;
import java.util.Optional;

/// Finds tokens of accounts. For one thread, within one transaction.
public interface TokenLookup {
    /// In the order of accounts and creation, expired ones included.
    List<Token> all();

    Optional<Token> find(String hash);
}
