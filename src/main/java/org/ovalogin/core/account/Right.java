package org.ovalogin.core.account;

/// A right of an administrator.
public enum Right {
    /// See mailboxes, dial plans, policies, events.
    VIEW,
    /// See accounts and tokens, never their secrets.
    VIEW_ACCOUNTS,
    /// Reset, lock and unlock mailboxes other than administrators' own.
    SUPPORT,
    /// Everything else, including administrators' mailboxes.
    MANAGE
}
