package org.ovalogin.core.bulk;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Finds bulk jobs. For one thread, within one transaction.
public interface JobLookup {
    Optional<BulkJob> find(UUID job);

    /// The running job of an account.
    Optional<UUID> runningOf(UUID account);

    /// The running jobs, oldest first.
    List<BulkJob> running();

    /// Jobs that were confirmed, newest first.
    ///
    /// @param account empty: of all accounts
    List<BulkJob> recent(Optional<UUID> account, int most);

    JobCounts counts(UUID job);

    /// Mailboxes in the order of the preview.
    ///
    /// @param outcome empty: any
    /// @param skip mailboxes of the pages before
    List<JobItem> items(UUID job, Optional<ItemOutcome> outcome, int skip, int most);

    /// The first mailbox that waits.
    Optional<JobItem> next(UUID job);
}
