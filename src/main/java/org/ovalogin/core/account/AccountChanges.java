package org.ovalogin.core.account;

/// Changes administrators' accounts.
public interface AccountChanges extends AccountLookup {
    void add(Account account);

    void save(Account account);

    /// With its tokens and sessions.
    void remove(Account account);
}
