package org.ovalogin.storage.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.ovalogin.core.account.AccountLookup;
import org.ovalogin.core.account.DelayLookup;
import org.ovalogin.core.account.MilestoneLookup;
import org.ovalogin.core.account.SessionLookup;
import org.ovalogin.core.account.TokenLookup;
import org.ovalogin.core.bulk.JobLookup;
import org.ovalogin.core.store.DialPlanLookup;
import org.ovalogin.core.store.EventLookup;
import org.ovalogin.core.store.MailboxLookup;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.MovingLookup;
import org.ovalogin.core.store.NoticeLookup;
import org.ovalogin.core.store.PolicyLookup;
import org.ovalogin.core.store.ResetLinkLookup;
import org.ovalogin.core.store.RevisionLookup;
import org.ovalogin.storage.bulk.SqlJobs;
import org.ovalogin.storage.database.Dialect;
import org.ovalogin.storage.database.Exclusion;

/// One state of the database. Each subject's class has its SQL. For one thread.
class SqlSnapshot implements MailboxStore.View {
    final Exclusion exclusion;
    final Dialect dialect;

    SqlSnapshot(Exclusion exclusion, Dialect dialect) {
        this.exclusion = exclusion;
        this.dialect = dialect;
    }

    /// For SQL beyond the subjects, which is not known to stay with one mailbox.
    public final Handle handle() {
        return exclusion.handle();
    }

    @Override
    public final Instant now() {
        return exclusion.now();
    }

    @Override
    public MailboxLookup mailboxes() {
        return new SqlMailboxes(exclusion, dialect);
    }

    @Override
    public DialPlanLookup dialPlans() {
        return new SqlDialPlans(exclusion);
    }

    @Override
    public PolicyLookup policies() {
        return new SqlPolicies(exclusion, now());
    }

    @Override
    public EventLookup events() {
        return new SqlEvents(exclusion, dialect);
    }

    @Override
    public NoticeLookup notices() {
        return new SqlNotices(exclusion, now());
    }

    @Override
    public AccountLookup accounts() {
        return new SqlAccounts(exclusion);
    }

    @Override
    public TokenLookup tokens() {
        return new SqlTokens(exclusion);
    }

    @Override
    public SessionLookup sessions() {
        return new SqlWebSessions(exclusion, now());
    }

    @Override
    public DelayLookup delays() {
        return new SqlDelays(exclusion);
    }

    @Override
    public ResetLinkLookup resetLinks() {
        return new SqlResetLinks(exclusion, now());
    }

    @Override
    public RevisionLookup revisions() {
        return new SqlRevisions(exclusion, now());
    }

    @Override
    public MovingLookup moving() {
        return new SqlMoving(exclusion, now(), _ -> {});
    }

    @Override
    public JobLookup jobs() {
        return new SqlJobs(exclusion);
    }

    @Override
    public MilestoneLookup milestones() {
        return new SqlMilestones(exclusion, now());
    }
}
