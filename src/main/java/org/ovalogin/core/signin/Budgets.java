package org.ovalogin.core.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.ovalogin.core.store.PinSafe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds guessing across mailboxes, where no mailbox's own count sees more than a failure or two.
/// Each attempt is charged as failed before it is made, and a right one gets its charges back.
/// Thread-safe.
public final class Budgets {
    private static final Logger log = LoggerFactory.getLogger(Budgets.class);

    /// Longer, and honest callers would hang up.
    static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    /// More attempts than can be under way.
    private static final int MOST_OWED = 10_000;

    private final Map<Budget, Allowance> allowances;
    private final TokenBuckets buckets;
    private final PinSafe safe;
    private final BudgetAlarms alarms;
    private final Consumer<Duration> pause;

    /// Of the last moments of a store that went away.
    private final Queue<Debt> owed = new ArrayBlockingQueue<>(MOST_OWED);

    private record Debt(String key, Allowance allowance) {}

    /// @param allowances of the budgets that there are
    /// @param safe marks whose a bucket is, so that the store keeps no numbers of people
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

    /// Waits on a thread of the caller's own; an interrupt ends it, and stays.
    public static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Charges an attempt as failed, or nothing where a budget that refuses is spent.
    ///
    /// @throws StoreException when it can't be charged
    Charge charge(String dialPlan, CallSource source) {
        var charge = new Charge();
        var whole = false;
        try {
            for (var budget : Budget.values()) {
                var share = share(budget, dialPlan, source);
                if (share.isPresent()) charge.take(share.get());
            }
            whole = true;
        } finally {
            if (!whole || charge.spent) charge.giveBack();
        }
        return charge;
    }

    /// Gives back what could not be when it should have been. To be called every minute.
    ///
    /// @throws StoreException when it still can't be
    public void settleOwed() {
        for (var debt = owed.peek(); debt != null; debt = owed.peek()) {
            buckets.giveBack(debt.key(), debt.allowance());
            owed.poll();
        }
    }

    /// Of an attempt that nothing is counted for.
    Charge free() {
        return new Charge();
    }

    private Optional<Share> share(Budget budget, String dialPlan, CallSource source) {
        var allowance = Optional.ofNullable(allowances.get(budget));
        var whose = budget.whose(dialPlan, source);
        return allowance.flatMap(a -> whose.map(w -> new Share(budget, w, dialPlan, a)));
    }

    /// What one attempt has to do with a budget.
    private record Share(Budget budget, String whose, String dialPlan, Allowance allowance) {
        /// One that only delays goes on beyond its allowance, for as much again.
        Allowance bucket() {
            return budget.refuses() ? allowance : allowance.twice();
        }

        /// From the allowance's end on longer with every failure.
        Duration delay(OptionalLong left) {
            if (budget.refuses()) return Duration.ZERO;
            var over = Math.max(0, allowance.failures() - left.orElse(0));
            return LONGEST_DELAY.multipliedBy(over).dividedBy(allowance.failures());
        }
    }

    /// What an attempt was charged. Closing it gives that back, unless it is to be kept. For one
    /// thread.
    final class Charge implements AutoCloseable {
        private final List<Share> taken = new ArrayList<>();
        private boolean spent;
        private boolean kept;
        private Duration delay = Duration.ZERO;

        private void take(Share share) {
            var left = buckets.take(key(share), share.bucket());
            if (left.isPresent()) taken.add(share);
            var later = share.delay(left);
            if (later.compareTo(delay) > 0) delay = later;
            if (share.budget().refuses() && left.isEmpty()) spent = true;
            else if (later.isZero()) return;
            alarms.raise(share.budget(), share.whose(), share.dialPlan());
        }

        /// True where the attempt must not be made.
        boolean spent() {
            return spent;
        }

        /// A PIN was compared and is wrong.
        void keep() {
            kept = true;
        }

        @Override
        public void close() {
            if (!kept) giveBack();
        }

        /// Never throws: what can't be given back now is given back later.
        private void giveBack() {
            for (var share : taken) {
                var debt = new Debt(key(share), share.bucket());
                try {
                    buckets.giveBack(debt.key(), debt.allowance());
                } catch (RuntimeException e) {
                    var later = owed.offer(debt);
                    log.warn(
                            "a budget did not get back what it had been charged{}: {}",
                            later ? "; it is tried again within a minute" : "",
                            e.toString());
                }
            }
            taken.clear();
        }

        /// Makes the caller wait where too many have failed, whatever came of this attempt: the
        /// wait does not tell.
        void delay() {
            if (delay.isPositive()) pause.accept(delay);
        }

        /// Another allowance, or a reset, is another bucket, which is full.
        private String key(Share share) {
            var kind = share.budget().title();
            var budget = kind + " " + share.bucket() + " " + alarms.resets();
            return kind + " " + safe.budgetMark(budget, share.whose());
        }
    }
}
