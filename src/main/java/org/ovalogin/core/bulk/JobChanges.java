package org.ovalogin.core.bulk;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Changes bulk jobs.
public interface JobChanges extends JobLookup {
    /// Adds a preview in place of the account's former one.
    void add(BulkJob preview, List<JobItem> items);

    /// Saves order, state and times.
    void save(BulkJob job);

    /// Gives all mailboxes of one outcome another one.
    void decideAll(UUID job, ItemOutcome from, ItemOutcome to);

    /// Decides a mailbox that waits; false if it is decided already.
    boolean decide(UUID job, UUID mailbox, ItemOutcome outcome);

    /// Forgets mailboxes of jobs that are over, and such jobs without mailboxes.
    ///
    /// @param previewed previews made before are over
    /// @param ended jobs that ended before are over
    /// @return the rows forgotten; fewer than `most`: nothing is left
    int forget(Instant previewed, Instant ended, int most);
}
