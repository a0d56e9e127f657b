package org.ovalogin.core.administration;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.ovalogin.core.administration.Concern.Kind;
import org.ovalogin.core.mailbox.Event.Name;
import org.ovalogin.core.mailbox.HourlyCount;
import org.ovalogin.core.signin.BudgetLevel;
import org.ovalogin.core.store.MailQueue.Delayed;
import org.ovalogin.core.store.MailboxLookup.Counts;
import org.ovalogin.core.store.MailboxQuery.State;
import org.ovalogin.core.store.MailboxStore;

/// Gathers what an administrator should see first. Thread-safe.
public final class Overviews {
    private static final Duration LATELY = Duration.ofHours(24);

    private final MailboxStore store;
    private final MailboxCounts counts;
    private final ServerState server;
    private final Checklist checklist;

    Overviews(MailboxStore store, MailboxCounts counts, ServerState server) {
        this.store = store;
        this.counts = counts;
        this.server = server;
        this.checklist = new Checklist(store, this::counts, server, System::nanoTime);
    }

    /// Name and version of the running server.
    public String release() {
        return server.release();
    }

    /// The checklist of a new installation.
    public Checklist checklist() {
        return checklist;
    }

    /// @param hours whole hours, the current one included
    public Overview now(int hours) {
        var mailboxes = counts();
        var budgets = budgets();
        return store.read(
                view -> {
                    var since = beginning(view.now(), Duration.ofHours(hours - 1L));
                    var lately = view.events().hourly(view.now().minus(LATELY));
                    return new Overview(
                            concerns(view, mailboxes, budgets, lately),
                            mailboxes,
                            budgets,
                            hours(view, since, lately),
                            server.calls().get(),
                            view.now());
                });
    }

    /// Counts the events of a day once, for the concerns and for a chart of that day.
    private static List<HourlyCount> hours(
            MailboxStore.View view, Instant since, List<HourlyCount> lately) {
        if (since.isBefore(view.now().minus(LATELY))) return view.events().hourly(since);
        return lately.stream().filter(hour -> !hour.hour().isBefore(since)).toList();
    }

    /// Calls under way to this server.
    public List<StageCallers> calls() {
        return server.calls().get();
    }

    /// Budgets of failed sign-ins.
    public List<BudgetLevel> budgets() {
        return server.budgets().get();
    }

    /// At most ten seconds old.
    public Counts counts() {
        return counts.get(this::stored);
    }

    /// As [#counts()]; empty where they are not known yet and counting takes long.
    public Optional<Counts> countsAtOnce() {
        return counts.atOnce(this::stored);
    }

    private Counts stored() {
        return store.read(view -> view.mailboxes().counts());
    }

    private List<Concern> concerns(
            MailboxStore.View view,
            Counts mailboxes,
            List<BudgetLevel> budgets,
            List<HourlyCount> lately) {
        var concerns = new ArrayList<>(server.concerns().get());
        budgets.stream().filter(BudgetLevel::spent).map(Overviews::spent).forEach(concerns::add);
        view.notices().delayed().map(Overviews::delayed).ifPresent(concerns::add);
        counted(Kind.LETTERS_FAILED, mailboxes.in(State.MAIL_FAILED)).ifPresent(concerns::add);
        counted(Kind.LOCKED_LATELY, lockOuts(lately)).ifPresent(concerns::add);
        counted(Kind.LAPSING, mailboxes.in(State.LAPSING)).ifPresent(concerns::add);
        concerns.sort(Comparator.comparing(Concern::kind));
        return concerns;
    }

    private static Concern spent(BudgetLevel level) {
        var source = level.source();
        return new Concern(
                Kind.BUDGET_SPENT, 0, source.budget().title() + " " + source.whose(), "");
    }

    private static Concern delayed(Delayed letters) {
        return new Concern(
                Kind.LETTERS_DELAYED,
                letters.letters(),
                letters.latest().next().toString(),
                letters.latest().why());
    }

    private static Optional<Concern> counted(Kind kind, long count) {
        return count == 0 ? Optional.empty() : Optional.of(Concern.of(kind, count));
    }

    private static long lockOuts(List<HourlyCount> lately) {
        return lately.stream()
                .filter(hour -> hour.name() == Name.LOCKED)
                .mapToLong(HourlyCount::count)
                .sum();
    }

    private static Instant beginning(Instant now, Duration before) {
        return now.truncatedTo(ChronoUnit.HOURS).minus(before);
    }
}
