package org.ovalogin.core.account;

import java.time.Instant;
import java.util.Map;

/// Finds the milestones that the installation has reached. For one thread, within one transaction.
public interface MilestoneLookup {
    /// Each with the moment at which it was reached first.
    Map<Milestone, Instant> all();
}
