package org.ovalogin.core.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ovalogin.core.mailbox.DialPlan;

/// Finds dial plans. For one thread, within one transaction.
public interface DialPlanLookup {
    /// Without regard to case; of several that differ in nothing else, the one with this very name.
    Optional<DialPlan> find(String name);

    /// In the order of names.
    List<DialPlan> all();

    /// The number of mailboxes of each dial plan that has any.
    Map<String, Long> mailboxes();

    /// The extensions in use that this state of the dial plan does not allow.
    ///
    /// @param most extensions named
    Unfit unfit(DialPlan dialPlan, int most);

    /// @param first some of the extensions, in order
    /// @param total number of all of them
    record Unfit(List<String> first, long total) {}
}
