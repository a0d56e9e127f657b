package org.ovalogin.storage.store;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.account.AccountChanges;
import org.ovalogin.core.account.MilestoneChanges;
import org.ovalogin.core.account.SessionChanges;
import org.ovalogin.core.account.TokenChanges;
import org.ovalogin.core.bulk.JobChanges;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.store.CallSessionChanges;
import org.ovalogin.core.store.DialPlanChanges;
import org.ovalogin.core.store.EventChanges;
import org.ovalogin.core.store.HistoryChecks;
import org.ovalogin.core.store.MailboxChanges;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.MovingChanges;
import org.ovalogin.core.store.NoticeChanges;
import org.ovalogin.core.store.PolicyChanges;
import org.ovalogin.core.store.ResetLinkChanges;
import org.ovalogin.core.store.RevisionChanges;
import org.ovalogin.storage.bulk.SqlJobs;
import org.ovalogin.storage.database.Dialect;
import org.ovalogin.storage.database.Exclusion;

/// One transaction that writes. Each subject's class has its SQL, and asks [Exclusion] for the
/// connection. For one thread.
public final class SqlTransaction extends SqlSnapshot implements MailboxStore.Work {
    private final SqlMailboxChanges mailboxes;
    private final SqlEvents events;

    SqlTransaction(Exclusion exclusion, Dialect dialect) {
        super(exclusion, dialect);
        this.mailboxes = new SqlMailboxChanges(exclusion, dialect);
        this.events = new SqlEvents(exclusion, dialect);
    }

    /// For SQL on a row that concerns nobody else, or on the mailbox whose row is locked.
    Handle beside() {
        return exclusion.beside();
    }

    /// The events of this transaction, which may be committed now.
    ///
    /// @throws Exclusion.Needed when it has to be run again, alone
    List<Event> end() {
        exclusion.end();
        return events.appended();
    }

    @Override
    public MailboxChanges mailboxes() {
        return mailboxes;
    }

    @Override
    public DialPlanChanges dialPlans() {
        return new SqlDialPlans(exclusion);
    }

    @Override
    public PolicyChanges policies() {
        return new SqlPolicies(exclusion, now());
    }

    @Override
    public EventChanges events() {
        return events;
    }

    @Override
    public NoticeChanges notices() {
        return new SqlNotices(exclusion, now());
    }

    @Override
    public AccountChanges accounts() {
        return new SqlAccounts(exclusion);
    }

    @Override
    public TokenChanges tokens() {
        return new SqlTokens(exclusion);
    }

    @Override
    public SessionChanges sessions() {
        return new SqlWebSessions(exclusion, now());
    }

    @Override
    public SqlDelays delays() {
        return new SqlDelays(exclusion);
    }

    @Override
    public ResetLinkChanges resetLinks() {
        return new SqlResetLinks(exclusion, now());
    }

    @Override
    public RevisionChanges revisions() {
        return new SqlRevisions(exclusion, now());
    }

    @Override
    public MovingChanges moving() {
        return new SqlMoving(exclusion, now(), events::appended);
    }

    @Override
    public JobChanges jobs() {
        return new SqlJobs(exclusion);
    }

    @Override
    public MilestoneChanges milestones() {
        return new SqlMilestones(exclusion, now());
    }

    @Override
    public CallSessionChanges calls() {
        return new SqlCallSessions(exclusion, now());
    }

    @Override
    public HistoryChecks historyChecks() {
        return new SqlHistoryChecks(exclusion, now());
    }
}
