package org.ovalogin.core.administration;

import java.time.Instant;
import java.util.List;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.signin.BudgetLevel;
import org.ovalogin.core.store.MailboxLookup.Counts;

/// The installation at a glance.
///
/// @param concerns the most urgent first; empty: nothing needs attention
/// @param mailboxes by state, at most ten seconds old
/// @param budgets of failed sign-ins
/// @param hours sign-ins, lock-outs and resets by the hour, for as long as was asked
/// @param calls to this server, by stage
public record Overview(
        List<Concern> concerns,
        Counts mailboxes,
        List<BudgetLevel> budgets,
        List<HourlyCount> hours,
        List<StageCallers> calls,
        Instant at) {
    public Overview {
        concerns = List.copyOf(concerns);
        budgets = List.copyOf(budgets);
        hours = List.copyOf(hours);
        calls = List.copyOf(calls);
    }
}
