package org.ovalogin.core.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ovalogin.core.mailbox.DialPlan;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.EventEntry;
import org.ovalogin.core.signin.BudgetLevel.Source;
import org.ovalogin.core.store.EventQuery;
import org.ovalogin.core.store.MailboxStore;

/// Tells how full the budgets are: the total, those of all dial plans, and those of the servers and
/// lines that raised an alarm within a day. The store marks all others, so nobody can list them.
/// Thread-safe.
public final class BudgetLevels {
    private static final Duration LATELY = Duration.ofDays(1);

    private final MailboxStore store;
    private final Budgets budgets;

    public BudgetLevels(MailboxStore store, Budgets budgets) {
        this.store = store;
        this.budgets = budgets;
    }

    /// @throws StoreException when the store can't be had
    public List<BudgetLevel> now() {
        return budgets.levels(store.read(BudgetLevels::sources));
    }

    private static List<Source> sources(MailboxStore.View view) {
        var sources = new LinkedHashSet<Source>();
        sources.add(new Source(Budget.TOTAL, "all"));
        view.dialPlans().all().stream()
                .map(DialPlan::name)
                .forEach(name -> sources.add(new Source(Budget.DIAL_PLAN, name)));
        for (var alarm : alarms(view)) source(alarm.event()).ifPresent(sources::add);
        return new ArrayList<>(sources);
    }

    private static List<EventEntry> alarms(MailboxStore.View view) {
        var match =
                new EventQuery.Match(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(Event.Name.BUDGET_ALARM),
                        Optional.empty(),
                        EventQuery.Source.ANY);
        var since = new EventQuery.Period(Optional.of(view.now().minus(LATELY)), Optional.empty());
        return view.events().list(EventQuery.of(match, since));
    }

    private static Optional<Source> source(Event alarm) {
        return Budget.titled(alarm.result()).map(budget -> new Source(budget, alarm.subject()));
    }
}
