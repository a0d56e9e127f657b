package org.ovalogin.core.store;

import org.ovalogin.core.mailbox.DialPlan;

/// Changes dial plans.
public interface DialPlanChanges extends DialPlanLookup {
    void add(DialPlan dialPlan);

    void save(DialPlan dialPlan);

    /// Its policies go with it; it has no mailboxes.
    void remove(DialPlan dialPlan);
}
