package org.ovalogin.core.store;

import java.util.List;
import java.util.Optional;
import org.ovalogin.core.mailbox.DialPlan;

/// Finds dial plans. For one thread, within one transaction.
public interface DialPlanLookup {
    /// Without regard to case; of several that differ in nothing else, the one with this very name.
    Optional<DialPlan> find(String name);

    /// In the order of names.
    List<DialPlan> all();
}
