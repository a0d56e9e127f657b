package org.ovalogin.core.store;

import java.util.Optional;
import org.ovalogin.core.account.Delay;

/// Finds delays of administrators' sign-ins. For one thread, within one transaction.
public interface DelayLookup {
    Optional<Delay> find(String key);
}
