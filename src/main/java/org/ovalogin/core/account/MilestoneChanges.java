package org.ovalogin.core.account;

/// Notes milestones.
public interface MilestoneChanges extends MilestoneLookup {
    /// Keeps the first moment, however often it is reached.
    void reach(Milestone milestone);
}
