package org.ovalogin.core.store;

import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ovalogin.core.account.AccountChanges;
import org.ovalogin.core.account.AccountLookup;
import org.ovalogin.core.account.DelayChanges;
import org.ovalogin.core.account.DelayLookup;
import org.ovalogin.core.account.MilestoneChanges;
import org.ovalogin.core.account.MilestoneLookup;
import org.ovalogin.core.account.SessionChanges;
import org.ovalogin.core.account.SessionLookup;
import org.ovalogin.core.account.TokenChanges;
import org.ovalogin.core.account.TokenLookup;
import org.ovalogin.core.bulk.JobChanges;
import org.ovalogin.core.bulk.JobLookup;

/// Where mailboxes live. Rules are not kept here: whatever must hold together is one [#write].
/// Thread-safe.
public interface MailboxStore {
    /// Runs `work` as one transaction that is durable when this returns. An exception from `work`
    /// rolls all of it back. Other transactions may make it run again from its beginning, so it
    /// changes nothing but the store, and lets the store's own exceptions out.
    ///
    /// @throws StoreException when the store can't be had, or it is not known whether the commit
    ///   was made
    <T> T write(Function<Work, T> work);

    /// Runs `look` on one consistent state.
    ///
    /// @throws StoreException when the store can't be had
    <T> T read(Function<View, T> look);

    /// Prepares [MovingChanges#arrive] before its transaction, which stays short.
    default ReadyArrivals ready(Arrivals arrivals) {
        return arrivals;
    }

    default void change(Consumer<Work> work) {
        write(
                w -> {
                    work.accept(w);
                    return true;
                });
    }

    /// One state of the store, subject by subject.
    interface View {
        /// The store's own clock, so that servers sharing it agree.
        Instant now();

        MailboxLookup mailboxes();

        DialPlanLookup dialPlans();

        PolicyLookup policies();

        EventLookup events();

        NoticeLookup notices();

        AccountLookup accounts();

        TokenLookup tokens();

        SessionLookup sessions();

        DelayLookup delays();

        ResetLinkLookup resetLinks();

        RevisionLookup revisions();

        MovingLookup moving();

        JobLookup jobs();

        MilestoneLookup milestones();
    }

    /// A transaction, subject by subject.
    interface Work extends View {
        @Override
        MailboxChanges mailboxes();

        @Override
        DialPlanChanges dialPlans();

        @Override
        PolicyChanges policies();

        @Override
        EventChanges events();

        @Override
        NoticeChanges notices();

        @Override
        AccountChanges accounts();

        @Override
        TokenChanges tokens();

        @Override
        SessionChanges sessions();

        @Override
        DelayChanges delays();

        @Override
        ResetLinkChanges resetLinks();

        @Override
        RevisionChanges revisions();

        @Override
        MovingChanges moving();

        @Override
        JobChanges jobs();

        @Override
        MilestoneChanges milestones();

        CallSessionChanges calls();

        HistoryChecks historyChecks();
    }
}
