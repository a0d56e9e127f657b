package org.ovalogin.core.administration;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.ovalogin.core.account.Account;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.bulk.BulkJob;
import org.ovalogin.core.bulk.BulkWork;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobItem;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.input.Fault;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.input.NotDone;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxDetails;
import org.ovalogin.core.mailbox.MailboxOwner;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.mailbox.Origin;
import org.ovalogin.core.store.MailboxStore;
import org.ovalogin.core.store.StoreException;

/// Does the work of a bulk job for one mailbox. The transaction that changes the mailbox decides
/// its item, so that a kill at any moment neither repeats it nor leaves it out. Thread-safe.
final class JobStep {
    private final MailboxStore store;
    private final PinResets pins;

    JobStep(MailboxStore store, PinResets pins) {
        this.store = store;
        this.pins = pins;
    }

    /// The letters that the step would send; 0 if it changes nothing.
    int letters(BulkJob job, JobItem item) {
        if (job.work() != BulkWork.RESET) return 0;
        return store.read(view -> view.mailboxes().find(item.mailbox()))
                .map(Mailbox::addresses)
                .map(to -> to.forPins().size() + to.forNotices().size())
                .orElse(0);
    }

    /// Decides the item; does nothing if it is decided or the job is not running any more.
    ///
    /// @return false if the server is too busy now
    /// @throws StoreException if it is not known whether the item was decided
    boolean take(BulkJob job, JobItem item) {
        try {
            change(job, item);
            return true;
        } catch (NotDone e) {
            if (e.kind() == Fault.Kind.BUSY) return false;
            skip(job, item, outcome(e));
            return true;
        }
    }

    /// Leaves the mailbox alone.
    void skip(BulkJob job, JobItem item, ItemOutcome outcome) {
        store.change(
                work -> {
                    if (running(work, job).isEmpty()) return;
                    var _ = work.jobs().decide(job.guid(), item.mailbox(), outcome);
                });
    }

    private void change(BulkJob job, JobItem item) {
        if (job.work() != BulkWork.RESET) {
            store.change(
                    work -> decided(work, job, item, (w, actor) -> apply(w, job, item, actor)));
            return;
        }
        var actor =
                store.read(view -> view.accounts().find(job.author().account()))
                        .map(account -> actor(job, item, account));
        if (actor.isEmpty() || !actor.get().may(job.work().right())) {
            store.change(work -> decided(work, job, item, (_, _) -> tryAgain()));
            return;
        }
        try (var reset = pins.ready(item.mailbox(), actor.get())) {
            store.change(work -> decided(work, job, item, (w, now) -> reset.make(w, now)));
        }
    }

    /// The transaction withdraws the job, unless the account has got its right back by then.
    private static void tryAgain() {
        throw new NotDone("", Fault.BUSY, "", "");
    }

    /// Runs `change` in the transaction that decides the item.
    private static void decided(
            MailboxStore.Work work,
            BulkJob job,
            JobItem item,
            BiConsumer<MailboxStore.Work, Actor> change) {
        var running = running(work, job);
        if (running.isEmpty()) return;
        var account = work.accounts().find(job.author().account()).filter(Account::enabled);
        var actor = account.map(a -> actor(job, item, a)).filter(a -> a.may(job.work().right()));
        if (actor.isEmpty()) {
            var origin = new Origin(Origin.SYSTEM.by(), job.origin());
            var _ = BulkJobs.ended(work, running.get(), BulkJob.State.WITHDRAWN, origin);
            return;
        }
        var outcome = judged(work, job, item, actor.get());
        if (!work.jobs().decide(job.guid(), item.mailbox(), outcome)) return;
        if (outcome == ItemOutcome.DONE) change.accept(work, actor.get());
    }

    /// [ItemOutcome#DONE] if the mailbox is to be changed.
    private static ItemOutcome judged(
            MailboxStore.Work work, BulkJob job, JobItem item, Actor actor) {
        var mailbox = work.mailboxes().find(item.mailbox());
        if (mailbox.isEmpty()) return ItemOutcome.GONE;
        var now = ItemJudge.of(work, job.order(), actor).judge(mailbox.get());
        if (now == ItemOutcome.WAITING) return ItemOutcome.DONE;
        if (now != ItemOutcome.HELD) return now;
        return job.order().liftsHeld() ? ItemOutcome.DONE : ItemOutcome.LOCK_KEPT;
    }

    private static Optional<BulkJob> running(MailboxStore.View view, BulkJob job) {
        return view.jobs().find(job.guid()).filter(BulkJob::running);
    }

    private static Actor actor(BulkJob job, JobItem item, Account account) {
        return job.author().actor(account, job.origin()).seeing(Set.of(item.version()));
    }

    private static void apply(MailboxStore.Work work, BulkJob job, JobItem item, Actor actor) {
        var guid = item.mailbox();
        var target = job.order().target();
        switch (job.work()) {
            case UNLOCK -> {
                var _ = PinResets.unlock(work, guid, actor);
            }
            case POLICY -> {
                var policy = Directory.guid(target).orElseThrow();
                var _ =
                        Mailboxes.change(
                                work,
                                guid,
                                d ->
                                        new MailboxDetails(
                                                policy, d.extensions(), d.owner(), d.access()),
                                actor);
            }
            case LANGUAGE -> {
                var _ = Mailboxes.change(work, guid, d -> speaking(d, target), actor);
            }
            case DISABLE -> Mailboxes.disable(work, guid, actor);
            case RESET -> throw new IllegalStateException("a reset is prepared first");
        }
    }

    private static MailboxDetails speaking(MailboxDetails details, String code) {
        var owner = details.owner();
        return new MailboxDetails(
                details.policy(),
                details.extensions(),
                new MailboxOwner(
                        owner.addresses(),
                        owner.aliases(),
                        owner.displayName(),
                        Language.of(code),
                        owner.timeZone()),
                details.access());
    }

    private static ItemOutcome outcome(NotDone e) {
        return switch (e.findings().getFirst().fault()) {
            case STALE -> ItemOutcome.CHANGED;
            case NO_SUCH_MAILBOX -> ItemOutcome.GONE;
            case ADMINISTRATORS_MAILBOX -> ItemOutcome.ADMINISTRATORS_MAILBOX;
            default -> ItemOutcome.REFUSED;
        };
    }

    /// Says of a mailbox whether an order has anything to do for it, and why not. Both the preview and
    /// the job ask, each at its moment.
    static final class ItemJudge {
        private final JobOrder order;
        private final boolean manages;
        private final Predicate<Mailbox> administrators;
        private final Optional<MailboxPolicy> policy;

        private ItemJudge(
                JobOrder order,
                boolean manages,
                Predicate<Mailbox> administrators,
                Optional<MailboxPolicy> policy) {
            this.order = order;
            this.manages = manages;
            this.administrators = administrators;
            this.policy = policy;
        }

        static ItemJudge of(MailboxStore.View view, JobOrder order, Actor actor) {
            var manages = actor.may(Right.MANAGE);
            return new ItemJudge(
                    order,
                    manages,
                    manages ? _ -> false : new Directory(view).administrators(),
                    Directory.guid(order.target()).flatMap(view.policies()::find));
        }

        /// [ItemOutcome#WAITING] or [ItemOutcome#HELD] if there is something to do.
        ItemOutcome judge(Mailbox mailbox) {
            return switch (order.work()) {
                case RESET ->
                        mailbox.addresses().forPins().isEmpty()
                                ? ItemOutcome.NO_ADDRESS
                                : lock(mailbox);
                case UNLOCK -> mailbox.lockouts().hasLock() ? lock(mailbox) : ItemOutcome.NOT_LOCKED;
                case POLICY -> policy.map(p -> policy(mailbox, p)).orElse(ItemOutcome.REFUSED);
                case LANGUAGE ->
                        same(mailbox.language().map(Language::code).orElse("").equals(order.target()));
                case DISABLE -> ItemOutcome.WAITING;
            };
        }

        private ItemOutcome lock(Mailbox mailbox) {
            if (administrators.test(mailbox)) return ItemOutcome.ADMINISTRATORS_MAILBOX;
            if (!mailbox.lockouts().lockedOnPurpose()) return ItemOutcome.WAITING;
            return manages ? ItemOutcome.HELD : ItemOutcome.LOCK_KEPT;
        }

        private static ItemOutcome policy(Mailbox mailbox, MailboxPolicy wanted) {
            if (!wanted.dialPlan().equals(mailbox.dialPlan().name()))
                return ItemOutcome.OTHER_DIAL_PLAN;
            return same(wanted.guid().equals(mailbox.policy().guid()));
        }

        private static ItemOutcome same(boolean already) {
            return already ? ItemOutcome.SAME : ItemOutcome.WAITING;
        }
    }
}
