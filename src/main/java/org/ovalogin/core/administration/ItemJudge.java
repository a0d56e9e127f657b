package org.ovalogin.core.administration;

import java.util.Optional;
import java.util.function.Predicate;
import org.ovalogin.core.account.Actor;
import org.ovalogin.core.account.Right;
import org.ovalogin.core.bulk.ItemOutcome;
import org.ovalogin.core.bulk.JobOrder;
import org.ovalogin.core.input.Language;
import org.ovalogin.core.mailbox.Mailbox;
import org.ovalogin.core.mailbox.MailboxPolicy;
import org.ovalogin.core.store.MailboxStore;

/// Says of a mailbox whether an order has anything to do for it, and why not. Both the preview and
/// the job ask, each at its moment.
final class ItemJudge {
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
