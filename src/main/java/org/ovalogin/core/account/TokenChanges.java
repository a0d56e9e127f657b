package org.ovalogin.core.account;

/// Changes tokens of accounts.
public interface TokenChanges extends TokenLookup {
    void add(Token token);

    void used(Token token);

    void remove(Token token);
}
