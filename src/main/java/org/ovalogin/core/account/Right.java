package org.ovalogin.core.account;

/// What somebody may do here.
public enum Right {
    /// See mailboxes, dial plans, policies, events.
    VIEW,
    /// See accounts and tokens, never their secrets.
    VIEW_ACCOUNTS,
    /// Reset, lock and unlock mailboxes that don't belong to administrators.
    SUPPORT,
    /// All the rest, and those of administrators.
    MANAGE
}
