package org.ovalogin.core.signin;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ovalogin.core.store.PinSafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds guessing across mailboxes, where each mailbox counts no more than a failure or two. Each
/// attempt is charged as failed before it is made; a right one gets its charge back. Thread-safe.
public final class Budgets {
    private static final Logger log = LoggerFactory.getLogger(Budgets.class);

    /// Honest callers would hang up if it were longer.
    static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /// More attempts than can be under way.
    private static final int MOST_OWED = 10_000;

    private final Map<Budget, Allowance> allowances;
    private final TokenBuckets buckets;
    private final PinSafe safe;
    private final BudgetAlarms alarms;
    private final Consumer<Duration> pause;

    /// Charges, one list an attempt, that a store which went away could not give back.
    private final Queue<List<TokenBuckets.Bucket>> owed = new ArrayBlockingQueue<>(MOST_OWED);

    /// @param allowances of the budgets that are switched on
    /// @param safe marks the owner of a bucket, so that the store keeps no numbers of people
    /// @param pause lets time pass
    public Budgets(
            Map<Budget, Allowance> allowances,
            TokenBuckets buckets,
            PinSafe safe,
            BudgetAlarms alarms,
            Consumer<Duration> pause) {
        this.allowances = Map.copyOf(allowances);
        this.buckets = buckets;
        this.safe = safe;
        this.alarms = alarms;
        this.pause = pause;
    }

    /// Waits on the caller's own thread; an interrupt ends the wait, and stays.
    public static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Charges an attempt as failed, or charges nothing where a budget that refuses is spent.
    ///
    /// @throws StoreException when it can't be charged
    Charge charge(String dialPlan, CallSource source) {
        var resets = alarms.resets();
        var shares =
                Stream.of(Budget.values())
                        .flatMap(budget -> share(budget, dialPlan, source, resets).stream())
                        .toList();
        if (shares.isEmpty()) return free();
        var taken = buckets.take(shares.stream().map(Share::bucket).toList());
        var charge = new Charge(taken.from(), taken.refused(), delay(shares, taken));
        var alarmed = false;
        try {
            for (var share : shares)
                if (share.over(taken)) alarms.raise(share.budget(), share.whose(), dialPlan);
            alarmed = true;
        } finally {
            if (!alarmed) charge.close();
        }
        return charge;
    }

    private static Duration delay(List<Share> shares, TokenBuckets.Taken taken) {
        return shares.stream()
                .map(share -> share.delay(taken))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /// Gives back the charges that could not be given back in time. To be called every minute.
    ///
    /// @throws StoreException when the store is still away
    public void settleOwed() {
        for (var debt = owed.peek(); debt != null; debt = owed.peek()) {
            buckets.giveBack(debt);
            owed.poll();
        }
    }

    /// The levels of these budgets that are switched on.
    ///
    /// @param sources by budget, as [Budget#whose] names them
    /// @throws StoreException when they can't be had
    List<BudgetLevel> levels(List<BudgetLevel.Source> sources) {
        var resets = alarms.resets();
        var asked = new LinkedHashMap<BudgetLevel.Source, TokenBuckets.Bucket>();
        for (var source : sources) {
            var allowance = allowances.get(source.budget());
            if (allowance != null)
                asked.put(source, bucket(source.budget(), source.whose(), allowance, resets));
        }
        var left = buckets.left(List.copyOf(asked.values()));
        return asked.entrySet().stream()
                .map(e -> level(e.getKey(), left.getOrDefault(e.getValue(), 0L)))
                .toList();
    }

    /// The lower half of a budget that only delays is its delay.
    private BudgetLevel level(BudgetLevel.Source source, long left) {
        var size = Objects.requireNonNull(allowances.get(source.budget())).failures();
        return new BudgetLevel(
                source, source.budget().refuses() ? left : Math.max(0, left - size), size);
    }

    /// The charge of an attempt that no budget counts.
    Charge free() {
        return new Charge(List.of(), false, Duration.ZERO);
    }

    private Optional<Share> share(Budget budget, String dialPlan, CallSource source, long resets) {
        var allowance = Optional.ofNullable(allowances.get(budget));
        var whose = budget.whose(dialPlan, source);
        return allowance.flatMap(
                a -> whose.map(w -> new Share(budget, w, a, bucket(budget, w, a, resets))));
    }

    /// Another allowance, or a reset, is another bucket, which is full. A budget that only delays
    /// goes on beyond its allowance, for as much again.
    private TokenBuckets.Bucket bucket(
            Budget budget, String whose, Allowance allowance, long resets) {
        var size = budget.refuses() ? allowance : allowance.twice();
        var mark = safe.budgetMark(budget.title() + " " + size + " " + resets, whose);
        return new TokenBuckets.Bucket(budget.title() + " " + mark, size, budget.refuses());
    }

    /// An attempt's part in one budget.
    private record Share(
            Budget budget, String whose, Allowance allowance, TokenBuckets.Bucket bucket) {
        /// Longer with every failure beyond the allowance.
        Duration delay(TokenBuckets.Taken taken) {
            if (budget.refuses()) return Duration.ZERO;
            var over = Math.max(0, allowance.failures() - taken.left().getOrDefault(bucket, 0L));
            return LONGEST_DELAY.multipliedBy(over).dividedBy(allowance.failures());
        }

        /// True where the attempt is refused or delayed for this budget.
        boolean over(TokenBuckets.Taken taken) {
            return budget.refuses() ? !taken.left().containsKey(bucket) : delay(taken).isPositive();
        }
    }

    /// The charge of one attempt. Closing it gives the charge back, unless it is to be kept. For
    /// one thread.
    final class Charge implements AutoCloseable {
        private final List<TokenBuckets.Bucket> taken;
        private final boolean spent;
        private final Duration delay;
        private boolean kept;

        private Charge(List<TokenBuckets.Bucket> taken, boolean spent, Duration delay) {
            this.taken = taken;
            this.spent = spent;
            this.delay = delay;
        }

        /// True where the attempt must not be made.
        boolean spent() {
            return spent;
        }

        /// A PIN was compared and is wrong.
        void keep() {
            kept = true;
        }

        /// Never throws: a charge that can't be given back now is given back later.
        @Override
        public void close() {
            if (kept || taken.isEmpty()) return;
            try {
                buckets.giveBack(taken);
            } catch (RuntimeException e) {
                var later = owed.offer(taken);
                log.warn(
                        "the budgets did not get back what they had been charged{}: {}",
                        later ? "; it is tried again within a minute" : "",
                        e.toString());
            }
        }

        /// Makes the caller wait where too many have failed. The wait does not depend on the
        /// verdict, so it does not tell.
        void delay() {
            if (delay.isPositive()) pause.accept(delay);
        }
    }
}
