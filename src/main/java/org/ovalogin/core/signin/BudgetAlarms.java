package org.ovalogin.core.signin;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Delay;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.mailbox.Event;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.Notice;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.MailboxStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells administrators that a budget is spent, and lets them fill all of them again. Thread-safe.
public final class BudgetAlarms {
    private static final Logger log = LoggerFactory.getLogger(BudgetAlarms.class);

    /// An attack lasts longer than administrators want to hear of it.
    private static final Duration QUIET = Duration.ofHours(1);

    private static final Duration FOR_GOOD = Duration.ofDays(36_500);
    private static final String RESETS = "budget resets";

    private final MailboxStore store;
    private final Executor afterwards;
    private volatile long resets;

    /// @param afterwards runs work that need not delay the answer to the caller
    public BudgetAlarms(MailboxStore store, Executor afterwards) {
        this.store = store;
        this.afterwards = afterwards;
        look();
    }

    /// Resets of the budgets so far, as of the last look.
    long resets() {
        return resets;
    }

    /// Learns of resets by other servers and by commands.
    ///
    /// @throws StoreException when the store can't be had
    public void look() {
        resets =
                store.read(
                        view ->
                                view.delays()
                                        .find(RESETS)
                                        .map(d -> (long) d.failures())
                                        .orElse(0L));
    }

    /// Fills every budget. Other servers, and a server beside this command, notice within a minute.
    public void reset(Actor actor) {
        actor.require(Right.SUPPORT);
        store.change(
                work -> {
                    var now = work.now();
                    var before = work.delays().find(RESETS).map(Delay::failures).orElse(0);
                    work.delays().save(new Delay(RESETS, before + 1, now, now.plus(FOR_GOOD)));
                    work.events()
                            .append(
                                    Event.about(
                                            now, Name.BUDGET_RESET, "", "", "", actor.origin()));
                });
        look();
    }

    /// Reports a spent budget, once an hour for each kind. A caller's number raises no alarm: there
    /// are too many, and a new one costs a guesser nothing.
    ///
    /// @param whose the line, server or dial plan
    /// @param dialPlan the dial plan of the attempt
    void raise(Budget budget, String whose, String dialPlan) {
        if (budget == Budget.CALLER_NUMBER) return;
        afterwards.execute(
                () -> {
                    try {
                        if (!store.read(view -> told(view, budget)))
                            store.change(work -> tell(work, budget, whose, dialPlan));
                    } catch (RuntimeException e) {
                        log.error("nobody was told that budget {} is spent", budget.title(), e);
                    }
                });
    }

    private static void tell(MailboxStore.Work work, Budget budget, String whose, String dialPlan) {
        if (told(work, budget)) return;
        var now = work.now();
        work.delays().save(new Delay(gate(budget), 0, now, now.plus(QUIET)));
        log.warn("too many sign-ins failed: budget {} of {} is spent", budget.title(), whose);
        work.events()
                .append(
                        Event.about(
                                now,
                                Name.BUDGET_ALARM,
                                budget.title(),
                                dialPlan,
                                whose,
                                Origin.SYSTEM));
        AdministratorLetters.post(
                work, Notice.Kind.BUDGET_ALARM, budget.title() + " " + whose, dialPlan);
    }

    private static boolean told(MailboxStore.View view, Budget budget) {
        var now = view.now();
        return view.delays().find(gate(budget)).filter(d -> lasts(d, now)).isPresent();
    }

    /// False also where the clock was set back.
    private static boolean lasts(Delay told, Instant now) {
        return !now.isBefore(told.last()) && now.isBefore(told.notBefore());
    }

    private static String gate(Budget budget) {
        return "budget " + budget.title();
    }
}
