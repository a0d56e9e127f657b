package org.ovalogin.core.account;

import java.util.Optional;

/// Finds delays of administrators' sign-ins. For one thread, within one transaction.
public interface DelayLookup {
    Optional<Delay> find(String key);
}
