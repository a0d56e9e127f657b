package org.ovalogin.core.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Finds administrators' accounts. For one thread, within one transaction.
public interface AccountLookup {
    /// In the order of names.
    List<Account> all();

    /// Without regard to case.
    Optional<Account> find(String name);

    Optional<Account> find(UUID guid);
}
